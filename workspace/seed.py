"""Who and what a workspace starts with. Ids are fixed by whoever makes the seed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SeedTeam:
    id: str = "T0LOCAL"
    name: str = "Local workspace"
    domain: str = "local"


@dataclass(frozen=True)
class SeedApp:
    id: str = "A0LIAISON"
    name: str = "Liaison"
    user_id: str = "U0LIAISON"
    bot_id: str = "B0LIAISON"
    user_name: str = "liaison"


@dataclass(frozen=True)
class SeedUser:
    id: str
    name: str
    real_name: str
    display_name: str = ""
    title: str = ""
    tz: str = "Europe/London"
    email: str = ""
    is_bot: bool = False
    deleted: bool = False
    is_restricted: bool = False
    team_id: str = ""  # of people of other companies; empty means ours


@dataclass(frozen=True)
class SeedChannel:
    id: str
    name: str
    private: bool = False
    members: tuple[str, ...] = ()  # ids; the app is a member only if it is named here
    topic: str = ""
    archived: bool = False
    ext_shared: bool = False


@dataclass(frozen=True)
class SeedGroup:
    """A user group. `users`: ids."""

    id: str
    name: str
    handle: str
    users: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seed:
    team: SeedTeam = SeedTeam()
    app: SeedApp = SeedApp()
    users: tuple[SeedUser, ...] = ()
    channels: tuple[SeedChannel, ...] = ()
    groups: tuple[SeedGroup, ...] = ()


def small_seed(app_name: str = "Your app") -> Seed:
    """Three people and three channels: enough to try any app by hand."""
    app = SeedApp(
        id="A0APP",
        name=app_name,
        user_id="U0APP",
        bot_id="B0APP",
        user_name=app_name.lower().replace(" ", ""),
    )
    users = (
        SeedUser("U0ANA", "ana", "Ana Silva", title="Marketing", email="ana@example.test"),
        SeedUser(
            "U0BEN", "ben", "Ben Okafor", title="Engineering", tz="America/New_York", email="ben@example.test"
        ),
        SeedUser(
            "U0CLEO", "cleo", "Cleo Marsh", title="Support", tz="Europe/Berlin", email="cleo@example.test"
        ),
    )
    everybody = tuple(user.id for user in users)
    channels = (
        SeedChannel("C0GENERAL", "general", members=(*everybody, app.user_id), topic="For everybody"),
        SeedChannel("C0RANDOM", "random", members=everybody, topic="The app is not in here yet"),
        SeedChannel("C0SECRET", "secret", private=True, members=("U0ANA", "U0BEN")),
    )
    return Seed(team=SeedTeam(), app=app, users=users, channels=channels)
