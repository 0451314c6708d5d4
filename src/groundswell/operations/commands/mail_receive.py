"""Take in one mail: an answer to a mail about a notice."""

from __future__ import annotations

import argparse
import sys

from groundswell.foundation.errors import Refused
from groundswell.network.notifications import receiving

HELP = "Take in one mail from standard input and post what it answers; for a mail server's pipe."
EXAMPLE = "groundswell mail receive --recipient reply+1-2-abc@net.example.com < message"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--recipient", default="", metavar="ADDRESS", help="the address it was delivered to"
    )


def run(options: argparse.Namespace) -> int:
    # Whatever is refused counts as delivered: a mail server that is told otherwise writes back to
    # the sender, who may be forged. A crash is another thing: then it tries again.
    try:
        post = receiving.receive(sys.stdin.buffer.read(), recipient=options.recipient)
    except Refused as refusal:
        print(f"not posted: {refusal}")
        return 0
    print(f"posted {post.pk}")
    return 0
