-- A cursor by key: the index leads to the first row, however many come before it. OFFSET would read those and drop them.
SELECT id, sku, name, price_cents AS "priceCents", stock, version
FROM products
WHERE id > $1
ORDER BY id
LIMIT $2
