-- Without the join on products: their names are then read one by one, which is what this is here to show.
SELECT
	o.id AS "orderId",
	to_char(o.placed_on, 'YYYY-MM-DD') AS "placedOn",
	o.status,
	l.product_id AS "productId",
	'' AS name,
	l.quantity,
	l.unit_price_cents AS "unitPriceCents"
FROM orders o
JOIN order_lines l ON l.order_id = o.id
WHERE o.customer_id = $1
ORDER BY o.placed_on DESC, o.id DESC, l.line
LIMIT 60
