"""A made-up company whose exports look like real ones, with known effects in them.

Nothing here is read by the product: it writes files, and `planted.json` says
what an honest analysis of them should find.
"""

from demo.company import write_company

__all__ = ["write_company"]
