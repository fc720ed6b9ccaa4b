-- Asked only where an update changed nothing: is the product gone, or has it another version?
SELECT id
FROM products
WHERE id = $1
