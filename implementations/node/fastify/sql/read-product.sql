SELECT id, sku, name, price_cents AS "priceCents", stock, version
FROM products
WHERE id = $1
