"""What a time depends on besides the program: the machine and the packages that compute, as a signature."""

import os
import platform
from importlib import metadata
from pathlib import Path

from summarizer import __version__

PACKAGES = ("numpy", "torch", "transformers", "openvino-genai", "ctranslate2")


def timing_signature(what: str) -> str:
    """Command, version, processor and how many of them may be used, Python and packages."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    packages = "|".join(f"{name}:{version(name)}" for name in PACKAGES)
    return f"speed {what}|v:{__version__}|{processor()} x {usable}|python:{platform.python_version()}|{packages}"


def version(package: str) -> str:
    """The installed version, or that there is none."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


def processor() -> str:
    """The processor's name as the system gives it, or its architecture."""
    described = Path("/proc/cpuinfo")
    if described.is_file():
        for line in described.read_text("utf-8", "replace").splitlines():
            if line.startswith("model name"):
                return " ".join(line.partition(":")[2].split())
    return platform.processor() or platform.machine()
