"""`check --format`: text with colour, JSON, SARIF 2.1.0, annotations of GitHub."""

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from reading import FRONT

from generator.cli import cli
from generator.cli.formats import as_github, as_sarif
from generator.problem import error

# What SARIF 2.1.0 (OASIS Standard, 2020) requires of the members that we write.
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["tool"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "name": {"type": "string"},
                                    "semanticVersion": {"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {"type": "object", "required": ["id"]},
                                    },
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": -1},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": {
                                    "type": "object",
                                    "required": ["text"],
                                    "properties": {"text": {"type": "string", "minLength": 1}},
                                },
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "properties": {
                                            "physicalLocation": {
                                                "type": "object",
                                                "required": ["artifactLocation"],
                                                "properties": {
                                                    "artifactLocation": {
                                                        "type": "object",
                                                        "properties": {
                                                            "uri": {"type": "string", "pattern": r"^[!-~]+$"}
                                                        },
                                                    },
                                                    "region": {
                                                        "type": "object",
                                                        "required": ["startLine"],
                                                        "properties": {
                                                            "startLine": {"type": "integer", "minimum": 1},
                                                            "startColumn": {"type": "integer", "minimum": 1},
                                                        },
                                                    },
                                                },
                                            }
                                        },
                                    },
                                },
                                "suppressions": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["kind"],
                                        "properties": {
                                            "kind": {"enum": ["inSource", "external"]},
                                            "justification": {"type": "string"},
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive with an error, a notice that was let pass, and a notice of the whole file."""
    content = tmp_path / "content" / "苏州 市"
    content.mkdir(parents=True)
    allow = "放行:\n  - wording-slip: 原件，如此\n"
    text = f"---\n{FRONT}{allow}---\n\n学习十九的精神。\n\n请打 13812345678。\n"
    (content / "a.md").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str, colour: bool = False) -> str:
    return CliRunner().invoke(cli, ["check", *args], color=colour).output


@pytest.mark.usefixtures("archive")
def test_text_has_colour_on_a_terminal_unless_it_is_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    plain = run()
    assert "\x1b" not in plain
    coloured = run(colour=True)
    assert "\x1b[31m\x1b[1m错误[privacy-phone]" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert run(colour=True) == plain


@pytest.mark.usefixtures("archive")
def test_json_tells_what_was_let_pass() -> None:
    found = json.loads(run("--format", "json"))
    assert found["schema"] == 1
    assert [(p["code"], p["severity"], p.get("allowed")) for p in found["problems"]] == [
        ("wording-slip", "notice", "原件，如此"),
        ("privacy-phone", "error", None),
    ]


@pytest.mark.usefixtures("archive")
def test_sarif() -> None:
    log = json.loads(run("--format", "sarif"))
    jsonschema.Draft202012Validator(SARIF).validate(log)
    (sarif,) = log["runs"]
    rules = [rule["id"] for rule in sarif["tool"]["driver"]["rules"]]
    first, second = sarif["results"]
    assert [rules[r["ruleIndex"]] for r in (first, second)] == [first["ruleId"], second["ruleId"]]
    assert (first["level"], second["level"]) == ("note", "error")
    assert first["suppressions"] == [{"kind": "inSource", "justification": "原件，如此"}]
    assert "suppressions" not in second
    place = second["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/%E8%8B%8F%E5%B7%9E%20%E5%B8%82/a.md"
    assert place["region"] == {"startLine": 11, "startColumn": 4}


def test_sarif_of_nothing_and_of_a_whole_file() -> None:
    for problems in ([], [error("file-empty", "文件是空的", "", path="a.md")]):
        jsonschema.Draft202012Validator(SARIF).validate(json.loads(as_sarif(problems, "1.0.0")))


@pytest.mark.usefixtures("archive")
def test_annotations_of_github() -> None:
    lines = run("--format", "github").splitlines()
    assert lines[0].startswith("::notice file=content/苏州 市/a.md,line=9,col=3,title=wording-slip::“十九的精神”")
    assert lines[1].startswith("::error file=content/苏州 市/a.md,line=11,col=4,title=privacy-phone::有手机号")
    assert len(lines) == 2


def test_annotations_escape_what_would_end_them() -> None:
    problem = error("a-b", "100%\n::error::", "", path="a,b:c.md", line=1)
    assert as_github([problem]) == "::error file=a%2Cb%3Ac.md,line=1,title=a-b::100%25%0A::error::"
