"""The frame of what is seen. Start it with `streamlit run app.py`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st

from dashboard.house import start, stop
from dashboard.routes import ROUTES


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """The inbox is watched as long as the server runs, with or without a page."""
    start()
    yield
    stop()


app = st.App(
    Path(__file__).parent / "dashboard" / "frame.py", lifespan=lifespan, routes=ROUTES
)
