SELECT
	p.id,
	p.name,
	sum(l.quantity)::integer AS quantity,
	sum(l.quantity * l.unit_price_cents)::integer AS "revenueCents"
FROM orders o
JOIN order_lines l ON l.order_id = o.id
JOIN products p ON p.id = l.product_id
WHERE o.customer_id = $1 AND o.status <> 'cancelled'
GROUP BY p.id
ORDER BY "revenueCents" DESC, p.id
LIMIT 10
