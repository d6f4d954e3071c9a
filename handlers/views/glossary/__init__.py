"""What /glossary shows: lists, one entry whole, its history, the card of a proposal, and the forms."""
