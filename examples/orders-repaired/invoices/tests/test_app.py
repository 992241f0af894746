import app


def test_money_has_two_places():
    assert app.money(900) == "9.00"


def test_an_invoice_shows_its_total():
    order = {"id": "1", "customer": "Ada", "total": 900, "lines": [{"article": "rope", "count": 2, "price": 450}]}
    answer = app.app.test_client().post("/invoices", json=order)
    assert "9.00" in answer.text
