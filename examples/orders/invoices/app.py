"""Makes an invoice of an order, and keeps a copy of it."""

import os
from datetime import date
from pathlib import Path

from flask import Flask, render_template, request

app = Flask(__name__)
folder = Path(os.environ.get("INVOICE_FOLDER", "data"))


@app.template_filter("money")
def money(cents):
    return f"{cents / 100:.2f}"


@app.get("/health")
def health():
    return {"status": "up"}


@app.post("/invoices")
def invoice():
    order = request.get_json()
    page = render_template("invoice.html", order=order, day=date.today())
    (folder / f"{order['id']}.html").write_text(page)
    return page
