SELECT
	o.id AS "orderId",
	to_char(o.placed_on, 'YYYY-MM-DD') AS "placedOn",
	o.status,
	l.product_id AS "productId",
	p.name,
	l.quantity,
	l.unit_price_cents AS "unitPriceCents"
FROM orders o
JOIN order_lines l ON l.order_id = o.id
JOIN products p ON p.id = l.product_id
WHERE o.customer_id = $1
ORDER BY o.placed_on DESC, o.id DESC, l.line
LIMIT 60
