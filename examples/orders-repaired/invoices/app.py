"""Makes an invoice of an order. It keeps none: the order is enough to make it again."""

from datetime import date

from flask import Flask, render_template, request

app = Flask(__name__)


@app.template_filter("money")
def money(cents):
    return f"{cents / 100:.2f}"


@app.get("/health")
def health():
    return {"status": "up"}


@app.post("/invoices")
def invoice():
    return render_template("invoice.html", order=request.get_json(), day=date.today())
