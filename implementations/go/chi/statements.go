package main

import _ "embed"

// The SQL of the service, one statement a file, where an editor and a database's own tools understand
// it. The compiler puts them into the binary. Values are $1, $2 and are sent apart from the text.
var (
	//go:embed sql/create-product.sql
	createProductSQL string
	//go:embed sql/read-product.sql
	readProductSQL string
	//go:embed sql/list-products.sql
	listProductsSQL string
	//go:embed sql/update-product.sql
	updateProductSQL string
	//go:embed sql/find-product.sql
	findProductSQL string
	//go:embed sql/delete-product.sql
	deleteProductSQL string
	//go:embed sql/overview-customer.sql
	overviewCustomerSQL string
	//go:embed sql/overview-totals.sql
	overviewTotalsSQL string
	//go:embed sql/overview-months.sql
	overviewMonthsSQL string
	//go:embed sql/overview-products.sql
	overviewProductsSQL string
	//go:embed sql/overview-bare-lines.sql
	overviewBareLinesSQL string
	//go:embed sql/overview-lines.sql
	overviewLinesSQL string
)
