SELECT
	to_char(o.placed_on, 'YYYY-MM') AS month,
	count(DISTINCT o.id)::integer AS orders,
	sum(l.quantity * l.unit_price_cents)::integer AS "revenueCents"
FROM orders o
JOIN order_lines l ON l.order_id = o.id
WHERE o.customer_id = $1 AND o.status <> 'cancelled'
GROUP BY month
ORDER BY month
