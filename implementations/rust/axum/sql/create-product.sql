INSERT INTO products (sku, name, price_cents, stock)
VALUES ($1, $2, $3, $4)
RETURNING id, sku, name, price_cents AS "priceCents", stock, version
