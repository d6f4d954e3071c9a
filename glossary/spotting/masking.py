"""What is no language: code, links, addresses, names of files and of channels, signs; and what others said.

Such stretches are overwritten with signs that are part of no word, so that every place keeps its number.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from glossary.words import fold

GONE = "\ufffc"  # a sign for "something else stood here"; part of no word

_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]+`", re.DOTALL)
_SLACK = re.compile(
    r"<(?P<target>[@#!][^<>\n]*|(?:https?|ftp|mailto|tel|slack):[^<>|\n]*)(?:\|(?P<shown>[^<>\n]*))?>"
)
_MARKDOWN_TARGET = re.compile(r"(?<=\])\([^()\s]+\)")
_ADDRESS = re.compile(
    r"\b(?:https?|ftp|file|ssh|git|mailto|slack)://?[^\s<>|]+|\bwww\.[^\s<>|]+"
    r"|(?<![^\s<>|,;()\[\]\"“”])[^\s<>|,;()\[\]\"“”]+@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
_TOP = (
    "com|net|org|io|de|fr|es|pt|uk|eu|ch|co|ai|app|dev|info|shop|store|cloud|example|test|local|localhost"
    "|internal"
)
_DOMAIN = re.compile(
    rf"(?<![\w.@-])(?:[^\W_](?:[\w-]*\w)?\.)+(?:{_TOP})(?![\w-])(?::\d+)?(?:/[^\s<>|]*)?"
    r"|(?<![\w.@-])(?:[^\W_](?:[\w-]*\w)?\.){2,}[a-z]{2,}(?![\w-])(?:/[^\s<>|]*)?",
    re.IGNORECASE,
)
_ENDINGS = (
    "png jpe?g gif svg webp avif bmp tiff? ico psd ai eps indd sketch fig pdf docx? xlsx? pptx? odt "
    "ods odp key csv tsv txt md rtf zip gz tar 7z rar mp[34] mov avi mkv wav m4a html? css scss js "
    "jsx ts tsx mjs php py rb sh bat ps1 sql json xml ya?ml toml ini conf cfg env log bak ics eml "
    "exe dmg apk woff2? ttf otf"
)
_FILE = re.compile(rf"(?<![\w.+-])[\w][\w.+-]*\.(?:{_ENDINGS.replace(' ', '|')})(?![\w-])", re.IGNORECASE)
_PATH = re.compile(
    r"(?<![\w/<&])(?:~|\.{1,2})?/(?:[\w.@-]+/)+[\w.@-]*|\b[A-Za-z]:\\[^\s<>|]+|(?<!\S)/[a-z][\w-]*"
)
_CODELIKE = re.compile(
    r"\b\w+\(\)|\{\{[^{}\n]*\}\}|&lt;/?[a-zA-Z][^&\n]{0,200}&gt;|(?<!\S)--[a-z][\w-]*(?:=\S+)?"
)
_SIGNS = re.compile(r"(?<![\w:]):[a-z0-9_+'-]+:(?!\w)|(?<![\w&])@[\w.-]+|(?<![\w&])#[\w-]*[^\W\d_][\w-]*")
_TICKET = re.compile(r"\b[A-Z][A-Z0-9]+-\d+\b")
_MACHINE = re.compile(r"(?<![\w-])(?=[\w-]*\d)[a-z0-9]+(?:-[a-z0-9]+){2,}(?![\w-])")
_QUOTED_LINE = re.compile(
    r"^[ \t]*(?:>>>|&gt;&gt;&gt;).*\Z|^[ \t]*(?:>|&gt;)[^\n]*", re.MULTILINE | re.DOTALL
)
_QUOTE = re.compile(
    r"\"[^\"\n]{1,400}\"|“[^“”\n]{1,400}”|«[^«»\n]{1,400}»|„[^„“”\n]{1,400}[“”]"
    r"|(?<!\w)'(?=\S)[^'\n]{1,80}(?<=\S)'(?!\w)|(?<!\w)‘(?=\S)[^‘’\n]{1,80}(?<=\S)’(?!\w)"
)
_SAID = re.compile(
    r"\b(?:say|says|said|saying|tell|tells|told|write|writes|wrote|written|quote|reply|replies|replied|answer|answers"
    r"|answered|ask|asks|asked|email|emailed|mail|mailed|message|messaged|read|reads|goes|went|got|note|noted"
    r"|comment|commented|mean|means|mentioned|shouted|texted|posted)\b[^\"“”«»„'‘\n]{0,30}$|:\s*$",
    re.IGNORECASE,
)
_SPEECH_WORDS = 3  # a shorter quotation is a title or a word held up with tweezers


def masked(text: str, knows: Callable[[str], bool], *, with_quotes: bool = False) -> str:
    """The text, as long as before. `knows` tells labels that look like files or tickets: "robots.txt".

    With quotes: what others said stays too; code, links and names never do.
    """
    text = _CODE.sub(_gone, text)
    text = _SLACK.sub(_link, text)
    for pattern in (_MARKDOWN_TARGET, _ADDRESS, _CODELIKE):
        text = pattern.sub(_gone, text)
    for pattern in (_DOMAIN, _FILE, _TICKET, _MACHINE):
        text = pattern.sub(lambda found: found[0] if knows(fold(found[0])) else _gone(found), text)
    for pattern in (_PATH, _SIGNS):
        text = pattern.sub(_gone, text)
    if not with_quotes:
        text = _QUOTED_LINE.sub(_gone, text)
        text = _QUOTE.sub(_quote, text)
    return text


def _gone(found: re.Match[str]) -> str:
    return GONE * len(found[0])


def _link(found: re.Match[str]) -> str:
    """Of a link with a text of its own, the text is language; a link's own address is none."""
    shown = found["shown"]
    if shown is None or found["target"][0] in "@#!" or shown.casefold() in found["target"].casefold():
        return _gone(found)
    before = found.start("shown") - found.start()
    return GONE * before + shown + GONE


def _quote(found: re.Match[str]) -> str:
    """What somebody said is language that may need explaining; a quoted word or title is only named."""
    begin = max(0, found.start() - 60)
    if len(found[0].split()) >= _SPEECH_WORDS and _SAID.search(found.string[begin : found.start()]):
        return found[0]
    return _gone(found)
