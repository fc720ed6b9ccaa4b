SELECT id, name, email, country
FROM customers
WHERE id = $1
