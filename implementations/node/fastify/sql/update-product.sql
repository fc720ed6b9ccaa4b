-- One statement reads the version, compares it and writes, under the row's own lock: of two writers who both read version 7
-- the second finds 8 and changes nothing. NULL stands for any version.
UPDATE products
SET sku = $2, name = $3, price_cents = $4, stock = $5, version = version + 1
WHERE id = $1 AND ($6::integer IS NULL OR version = $6)
RETURNING id, sku, name, price_cents AS "priceCents", stock, version
