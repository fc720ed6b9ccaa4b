// Command idle-cost holds COUNT goroutines that only wait, says so, and stays until SIGTERM.
package main

import (
	"fmt"
	"log"
	"os"
	"os/signal"
	"runtime"
	"strconv"
	"syscall"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "--version" {
		fmt.Printf("{\"runtime\":%q}\n", runtime.Version())
		return
	}
	count, err := strconv.Atoi(os.Getenv("COUNT"))
	if err != nil || count < 0 {
		log.Fatal("COUNT must be a whole number of goroutines to hold.")
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, os.Interrupt)

	release := hold(count)
	defer close(release)

	// What making them left behind is no part of what they cost.
	runtime.GC()
	fmt.Printf("holding %d\n", count)
	<-stop
}

// #region hold

// hold starts goroutines that wait for one channel and returns it when all of them run.
//
// A goroutine gets 2 KB of stack (stackMin in runtime/stack.go) and a descriptor of some 400 bytes, and keeps both while it
// waits. What a handler calls makes its stack grow, by doubling; these call nothing.
func hold(count int) chan struct{} {
	release := make(chan struct{})
	started := make(chan struct{})
	for range count {
		go func() {
			started <- struct{}{}
			<-release
		}()
	}
	for range count {
		<-started
	}
	return release
}

// #endregion hold
