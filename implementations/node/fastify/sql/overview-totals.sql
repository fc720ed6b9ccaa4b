SELECT
	count(DISTINCT o.id)::integer AS orders,
	coalesce(sum(l.quantity * l.unit_price_cents), 0)::integer AS "revenueCents"
FROM orders o
JOIN order_lines l ON l.order_id = o.id
WHERE o.customer_id = $1 AND o.status <> 'cancelled'
