"""`summarize config`: which settings are in force, where they come from, and a file to start from."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from summarizer.commands.options import settings_of
from summarizer.config import FILE_NAME, Settings, cache_folder, config_folder, data_folder, find_file
from summarizer.errors import ConfigError

_SECRET = ("api_key",)


@click.group(invoke_without_command=True)
@click.pass_context
def config(context: click.Context) -> None:
    """Show the settings in force, or write a settings file to start from."""
    if context.invoked_subcommand is None:
        context.invoke(show)


@config.command()
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="Settings file to use.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def show(config_file: Path | None = None, as_json: bool = False) -> None:
    """Every setting with its value; what differs from the default is marked with *."""
    settings, defaults = asdict(settings_of(config_file)), asdict(Settings())
    for name in _SECRET:
        settings[name] = "(set)" if settings[name] else ""
    if as_json:
        click.echo(json.dumps(settings, indent=2, ensure_ascii=False))
        return
    click.echo(f"# file: {config_file or find_file() or 'none'}")
    click.echo(f"# data: {data_folder()}\n# cache: {cache_folder()}")
    for name, value in settings.items():
        click.echo(f"{'*' if value != defaults[name] else ' '} {name} = {json.dumps(value, ensure_ascii=False)}")


@config.command()
@click.option("--here", is_flag=True, help="In the working folder instead of the user's configuration folder.")
def init(here: bool) -> None:
    """Write a settings file with every setting at its default, commented out."""
    path = (Path.cwd() if here else config_folder()) / FILE_NAME
    if path.exists():
        raise ConfigError(f"{path} exists already.", "Edit it, or remove it first.")
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"# {name} = {json.dumps(value)}" for name, value in asdict(Settings()).items() if name not in _SECRET]
    path.write_text(
        "# Settings of summarize; remove the # before those you change.\n" + "\n".join(lines) + "\n", "utf-8"
    )
    click.echo(str(path))


@config.command()
def path() -> None:
    """Where the settings file is, or would be."""
    click.echo(str(find_file() or config_folder() / FILE_NAME))


@config.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script: add `source <(summarize config completion bash)` to your shell's start file."""
    from click.shell_completion import get_completion_class

    from summarizer.cli import cli

    kind = get_completion_class(shell)
    if kind is None:
        raise ConfigError(f"There is no completion for {shell}.")
    click.echo(kind(cli, {}, "summarize", "_SUMMARIZE_COMPLETE").source())
