// Command go-ignored drops an error that was returned to it and one that it made: wrong on purpose.
package main

import (
	"errors"
	"fmt"
	"os"
)

func main() {
	// A full disk, a missing folder, a file that may not be written: nobody will know.
	os.WriteFile("missing/counters.json", []byte("{}"), 0o600)
	errors.New("the counters were not written")
	fmt.Println("written")
}
