// Command go-race counts what two goroutines do, without a lock: wrong on purpose.
package main

import (
	"fmt"
	"sync"
)

func main() {
	requests := 0
	var handlers sync.WaitGroup
	handlers.Add(2)
	handle := func() {
		defer handlers.Done()
		requests++
	}
	for range 2 {
		go handle()
	}
	handlers.Wait()
	fmt.Println(requests)
}
