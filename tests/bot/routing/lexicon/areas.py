"""Areas of made-up companies: some of marketing teams, in several languages, some of quite other people."""

from __future__ import annotations

from bot.company import Area


def area(
    area_id: str,
    name: str,
    description: str,
    *keywords: str,
    capabilities: tuple[str, ...] | None = None,
) -> Area:
    return Area(area_id, name, name, description, "team", 5, keywords=keywords, capabilities=capabilities)


ENGLISH = (
    area("site", "Website", "Pages, banners and forms on our site.", "landing page", "form"),
    area("mail", "Email marketing", "Newsletters and automated journeys in the mailing tool.", "newsletter"),
    area("sales", "CRM", "Leads and opportunities in Salesforce.", "lead", "salesforce"),
    area("measuring", "Tracking and analytics", "Pixels, UTM parameters, Google Analytics.", "pixel", "utm"),
    area("figures", "Reports", "Dashboards and the data warehouse.", "dashboard", "data warehouse"),
    area("names", "Domains", "DNS records, SSL certificates, hosting.", "dns", "certificate"),
    area("people", "Access", "Passwords, permissions and single sign-on.", "password", "sso"),
    area("things", "Hardware", "Laptops, printers, meeting rooms and wifi.", "laptop", "printer"),
    area("private", "Privacy", "GDPR wishes and the cookie banner.", "gdpr", "cookie banner"),
    area(
        "tools", "New software", "Licences, renewals and security reviews of vendors.", "licence", "renewal"
    ),
)
GERMAN = (
    area("web", "Webseite", "Seiten und Formulare auf unserer Webseite anlegen und ändern."),
    area("mail", "Newsletter und CRM", "Mailings, Verteiler und Leads in HubSpot."),
    area("zahlen", "Messung und Auswertungen", "Pixel, Google Analytics und Berichte."),
    area("zugang", "Zugänge und Passwörter", "Konten, Rechte und Anmeldung."),
    area("geraete", "Geräte", "Laptops, Drucker und Besprechungsräume."),
)
FRENCH = (
    area("site", "Site internet", "Pages, bannières et formulaires."),
    area("mails", "E-mailing et CRM", "Infolettres, listes de diffusion, leads dans Salesforce."),
    area("mesure", "Mesure et tableaux de bord", "Balises, pixels, rapports."),
    area("acces", "Accès et comptes", "Mots de passe, droits et connexion."),
)
SPANISH = (
    area("web", "Página web", "Páginas y formularios del sitio web."),
    area("correo", "Correo y CRM", "Campañas de correo y oportunidades en Salesforce."),
    area("medicion", "Seguimiento y analítica", "Píxeles, etiquetas e informes."),
    area("accesos", "Accesos y contraseñas", "Cuentas y permisos."),
)
PORTUGUESE = (
    area("site", "Site e páginas", "Páginas e formulários do site."),
    area("email", "E-mail marketing", "Newsletters, disparos e listas de contatos no HubSpot."),
    area("dados", "Dados e relatórios", "Painéis, relatórios, rastreamento e Google Analytics."),
    area("acessos", "Acessos e senhas", "Contas e permissões."),
)
HELP_DESK = (
    area("hardware", "Hardware", "Laptops, monitors, cables and headsets.", "laptop", "monitor"),
    area("payroll", "Payroll", "Time cards, leave and job titles.", "timecard", "leave"),
    area("purchasing", "Purchasing", "Orders, receipts and suppliers.", "purchase", "receipt"),
    area("rights", "Administrator rights", "Installing software on a machine.", "admin", "install"),
)
PROGRAMMERS = (
    area("blogs", "Drupal", "A content system with modules, views and themes.", "drupal", "theme"),
    area("queries", "PostgreSQL", "Queries, tables and indexes of a database.", "sql", "table"),
    area("shell", "Bash", "Scripts, pipes and the command line.", "bash", "script"),
    area("shop", "Magento", "The online shop, its cart and checkout.", "magento", "cart"),
)
ASSISTANT = (
    area("bank", "Banking", "Accounts, transfers and bills.", "balance", "transfer"),
    area("kitchen", "Kitchen", "Recipes, ingredients and restaurants.", "recipe", "calories"),
    area("home", "Home", "Music, lists, reminders and lights.", "playlist", "reminder"),
    area("talk", "Small talk", "Greetings, jokes and thanks.", "joke", "thank you"),
)
