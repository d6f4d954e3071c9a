"""Who is on call: rotas, what changes them, and the one resolver that everybody asks."""
