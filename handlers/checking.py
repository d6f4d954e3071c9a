"""Is everything in place? Asked at the start (who are we) and by `app.py check` (what is wrong)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.company import Company
from bot.company.rota import Chains
from bot.company.times import LEVELS
from bot.escalation.watching import Auditor, auditor
from bot.settings import Settings
from bot.toolkit import Identity
from db.checking import database_problems
from db.engine import Ledger
from db.errors import BotError, Misconfigured, Outage
from db.inbox import stuck
from db.migrate import is_migrated
from db.outbox import parked_notices
from handlers.courier import build_client
from handlers.courier.outcomes import translated
from handlers.directory_sync import every_channel, every_user
from handlers.manifest import SCOPES
from handlers.reading import facts_from

_TOKEN_TROUBLE = {
    "invalid_auth": "Slack does not know SLACK_BOT_TOKEN. Copy it again from OAuth & Permissions.",
    "not_authed": "SLACK_BOT_TOKEN is empty.",
    "account_inactive": "The app was removed from the workspace. Install it again.",
    "token_revoked": "SLACK_BOT_TOKEN was revoked. Install the app again and copy the new token.",
    "token_expired": "SLACK_BOT_TOKEN has expired. Switch token rotation off in the app's settings.",
}


def identify(client: WebClient) -> Identity:
    """Raises Misconfigured when Slack does not know us, Outage when it does not answer."""
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        code = error.response["error"]
        trouble = translated(error, "auth.test")
        if code not in _TOKEN_TROUBLE and isinstance(trouble, Outage):
            raise trouble from error
        raise Misconfigured([_TOKEN_TROUBLE.get(code, f"Slack refuses SLACK_BOT_TOKEN ({code}).")]) from error
    except OSError as error:
        raise Outage(f"Slack does not answer at {client.base_url} ({error}).") from error
    scopes = answer.headers.get("x-oauth-scopes", "")
    return Identity(
        user_id=answer["user_id"],
        bot_id=answer.get("bot_id") or "",
        workspace_id=answer["team_id"],
        scopes=frozenset(scope.strip() for scope in scopes.split(",") if scope.strip()),
    )


def problems_with_slack(client: WebClient, settings: Settings, company: Company) -> list[str]:
    """Every missing or wrong token, scope, channel and owner, and a database that does not answer."""
    problems = [*database_problems(settings.database_url), *_left_unsaid(settings)]
    try:
        identity = identify(client)
    except Misconfigured as wrong:
        return [*problems, *wrong.problems]
    except BotError as error:
        return [*problems, str(error)]
    problems += _missing_scopes(identity)
    if settings.slack_app_token:
        problems += _app_token(settings)
    for look in (_channels, _people):
        try:
            problems += look(client, company)
        except BotError as error:
            problems.append(f"{error} Mend what stands above and check again.")
    return problems


def _left_unsaid(settings: Settings) -> Iterator[str]:
    """What Slack refused for good, and what people sent that is stuck; nothing before the first start."""
    if not is_migrated(settings.database_url):
        return
    ledger = Ledger(settings.database_url)
    try:
        with ledger.read() as connection:
            for notice in parked_notices(connection):
                yield f"Slack refused to take a notice ({notice.kind.replace('_', ' ')}): {notice.error}."
            if waiting := stuck(connection):
                yield f"{waiting} thing(s) that people sent could not be handled yet. The log says why."
    except Outage:
        return  # named above already
    finally:
        ledger.close()


def auditor_of(settings: Settings) -> Auditor | None:
    """When the running bot last looked for unanswered requests; None before the first start, and where the
    database does not answer."""
    if not is_migrated(settings.database_url):
        return None
    ledger = Ledger(settings.database_url)
    try:
        with ledger.read() as connection:
            return auditor(connection)
    except Outage:
        return None  # named among the problems already
    finally:
        ledger.close()


def silent_auditor(found: Auditor | None, now: datetime) -> Iterator[str]:
    """Whether a bot that has run looks no more."""
    if found is not None and found.is_silent(now):
        yield (
            f"Nobody has looked for unanswered requests for {found.age(now)}. "
            "Start Liaison; if it runs, its log says why it stopped looking."
        )


def all_well(found: Auditor | None, now: datetime) -> str:
    """What `check` says where there is nothing to mend; of the auditor nothing before the first start."""
    said = "All is well: tokens, scopes, channels and owners are in place."
    if found is None or found.looked_at is None:
        return said
    return f"{said}\nLast look for unanswered requests: {found.age(now)} ago."


def _missing_scopes(identity: Identity) -> Iterator[str]:
    if not identity.scopes:
        return
    for scope in sorted(SCOPES.keys() - identity.scopes):
        yield (
            f"The scope {scope} is missing (needed to {SCOPES[scope]}). "
            "Paste the manifest anew and install the app again."
        )


def _app_token(settings: Settings) -> Iterator[str]:
    try:
        build_client(settings).apps_connections_open(app_token=settings.slack_app_token or "")
    except SlackApiError as error:
        code = error.response["error"]
        yield (
            f"Slack refuses SLACK_APP_TOKEN ({code}). "
            "Make one with the scope connections:write under Basic Information."
        )
    except OSError as error:
        yield f"Slack does not answer ({error})."


def _channels(client: WebClient, company: Company) -> Iterator[str]:
    found = {f"#{channel['name']}": channel for channel in every_channel(client)}
    for name in dict.fromkeys(company.channels):
        channel = found.get(name)
        if channel is None:
            yield (
                f"There is no channel {name}, or it is private and Liaison is not in it. "
                "Create it, or write /invite @Liaison there."
            )
        elif channel.get("is_archived"):
            yield f"The channel {name} is archived. Unarchive it, or name another one in the company file."
        elif channel.get("is_ext_shared"):
            yield (
                f"The channel {name} is shared with another company, so cards would be seen there. "
                "Name another one in the company file."
            )
        elif not channel.get("is_member") and channel.get("is_private"):
            yield f"Liaison is not in {name}. Write /invite @Liaison there."


def _people(client: WebClient, company: Company) -> Iterator[str]:
    everybody = [facts_from(user) for user in every_user(client)]
    accounts = {facts.email.lower(): facts for facts in everybody if facts.email}
    named = {person.slack for person in company.people if person.slack}
    for user_id in sorted(named - {facts.user_id for facts in everybody}):
        yield f"Nobody in Slack has the id {user_id} that the company file names."
    roles = {team.owner: f"the owner of {team.name}" for team in company.teams}
    roles |= {email: "the bridge" for email in company.bridge.people}
    for email, role in {**_called(company), **roles}.items():
        person = company.person_by_email(email)
        if person is not None and person.slack:
            continue
        if email not in accounts:
            yield f"{email} ({role}) has no account in this Slack. Mend the address in the company file."
        elif accounts[email].deactivated:
            yield f"{email} ({role}) is deactivated in Slack. Name somebody else in the company file."


def _called(company: Company) -> dict[str, str]:
    """E-mail to role of those who are called by a rota or a chain of the company file."""
    found: dict[str, str] = {}
    for team in company.teams:
        found |= dict.fromkeys(_named_in(team.chains), f"in the chains of {team.name}")
    found |= dict.fromkeys(_named_in(company.chains), "in the chains of all teams")
    for team in company.teams:
        for layer in team.rota.layers if team.rota else ():
            found |= dict.fromkeys(layer.people, f"in the rota of {team.name}")
    return found


def _named_in(chains: Chains) -> Iterator[str]:
    for level in LEVELS:
        yield from (step.person for step in chains.of(level) if step.person)
