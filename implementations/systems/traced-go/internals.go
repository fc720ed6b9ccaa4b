package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime/metrics"
	"strconv"
	"time"
)

// internals is what the runtime says of itself: a line of JSON every 100 ms, of the time since the
// line before; goroutines (the runtime's own are among them) and heapLiveBytes are of the moment. What
// had no value is left out.
//
// In production, watch schedulingLatencyMsP99: how long goroutines that could run waited for a
// thread. It grows when the cores are taken, before anything fails, and it is what the tail
// of the latency is made of when nothing else is slow. What it does not see: a request that still
// lies in the socket, a thread that the operating system keeps waiting, and anything that a
// goroutine waits for by intent, a lock or a database. It is a sample, too: of each goroutine every
// eighth turn is timed (gTrackingPeriod in runtime/runtime2.go, Go 1.26).
//
// Pauses of the collector are short. What it costs is gcCpuShare, and the help that it
// makes a goroutine give while that one allocates, which no figure here tells apart from the request.
type internals struct {
	AtUnixMs               int64   `json:"atUnixMs"`
	SchedulingLatencyMsP50 float64 `json:"schedulingLatencyMsP50,omitzero"`
	SchedulingLatencyMsP99 float64 `json:"schedulingLatencyMsP99,omitzero"`
	SchedulingLatencyMsMax float64 `json:"schedulingLatencyMsMax,omitzero"`
	GCCycles               uint64  `json:"gcCycles"`
	// A total of the pauses is not here. A histogram has none, and /cpu/classes/gc/pause:cpu-seconds is
	// another thing: while the world comes to a stop it counts only the threads that stand still already
	// (stoppingCPUTime in runtime/mgc.go, Go 1.26).
	GCPauseMsMax float64 `json:"gcPauseMsMax,omitzero"`
	// Of the time that GOMAXPROCS threads have, up to the end of the last cycle and from the end of
	// the one before: the runtime adds it up only then (cpuStats.accumulate in runtime/mstats.go, Go
	// 1.26). An estimate, with the marking that was done because nothing else was to do.
	GCCPUShare float64 `json:"gcCpuShare,omitzero"`
	Goroutines uint64  `json:"goroutines"`
	// What the last cycle found in use; what has been allocated since is not in it.
	HeapLiveBytes uint64 `json:"heapLiveBytes,omitzero"`
}

const internalsInterval = 100 * time.Millisecond

// openInternals is called before the port is opened, so that a wrong folder ends the start.
func openInternals(folder string) (*os.File, error) {
	path := filepath.Join(folder, strconv.Itoa(os.Getpid())+".ndjson")
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, fmt.Errorf("cannot write to INTERNALS_FOLDER (%w); name an existing folder that you may write to", err)
	}
	return file, nil
}

// recordInternals writes until ctx ends. It takes part in what it watches, a little: ten times a second
// it is one goroutine more that wants to run. Reading stops nothing else, which
// runtime.ReadMemStats would do, the way that most older programs know.
func recordInternals(ctx context.Context, file *os.File) {
	defer file.Close()
	ticker := time.NewTicker(internalsInterval)
	defer ticker.Stop()
	// Two readings in turn, because metrics.Read writes over the histograms of the one it is given.
	before, now := newReading(), newReading()
	metrics.Read(before)
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			metrics.Read(now)
			if err := json.NewEncoder(file).Encode(internalsBetween(before, now)); err != nil {
				fmt.Fprintf(os.Stderr, "server: the figures of the runtime end here: %v.\n", err)
				return
			}
			before, now = now, before
		}
	}
}

const (
	schedulingLatencies = iota
	gcPauses
	gcCycles
	gcCPU
	totalCPU
	goroutines
	heapLive
)

// The names are those of runtime/metrics/description.go, Go 1.26.
func newReading() []metrics.Sample {
	return []metrics.Sample{
		schedulingLatencies: {Name: "/sched/latencies:seconds"},
		gcPauses:            {Name: "/sched/pauses/total/gc:seconds"},
		gcCycles:            {Name: "/gc/cycles/total:gc-cycles"},
		gcCPU:               {Name: "/cpu/classes/gc/total:cpu-seconds"},
		totalCPU:            {Name: "/cpu/classes/total:cpu-seconds"},
		goroutines:          {Name: "/sched/goroutines:goroutines"},
		heapLive:            {Name: "/gc/heap/live:bytes"},
	}
}

func internalsBetween(before, now []metrics.Sample) internals {
	latency := func(share float64) float64 {
		return quantileMs(before[schedulingLatencies].Value.Float64Histogram(), now[schedulingLatencies].Value.Float64Histogram(), share)
	}
	line := internals{
		AtUnixMs:               time.Now().UnixMilli(),
		SchedulingLatencyMsP50: latency(0.5),
		SchedulingLatencyMsP99: latency(0.99),
		SchedulingLatencyMsMax: latency(1),
		GCCycles:               now[gcCycles].Value.Uint64() - before[gcCycles].Value.Uint64(),
		GCPauseMsMax:           quantileMs(before[gcPauses].Value.Float64Histogram(), now[gcPauses].Value.Float64Histogram(), 1),
		Goroutines:             now[goroutines].Value.Uint64(),
		HeapLiveBytes:          now[heapLive].Value.Uint64(),
	}
	if total := now[totalCPU].Value.Float64() - before[totalCPU].Value.Float64(); total > 0 {
		line.GCCPUShare = (now[gcCPU].Value.Float64() - before[gcCPU].Value.Float64()) / total
	}
	return line
}

// quantileMs is the upper bound of the bucket in which a share of what came between two readings
// ends, or 0 if nothing came. From 256 ns up it is too high by a quarter at most: a power of two
// has four buckets (runtime/histogram.go, Go 1.26).
func quantileMs(before, now *metrics.Float64Histogram, share float64) float64 {
	came := make([]uint64, len(now.Counts))
	total := uint64(0)
	for bucket, count := range now.Counts {
		came[bucket] = count - before.Counts[bucket]
		total += came[bucket]
	}
	rank := uint64(math.Ceil(share * float64(total)))
	for bucket, seen := 0, uint64(0); total > 0; bucket++ {
		if seen += came[bucket]; seen >= rank {
			// The last bucket has no upper bound. It begins at 39 hours.
			upper := min(bucket+1, len(now.Buckets)-2)
			return math.Round(now.Buckets[upper]*1e9) / 1e6
		}
	}
	return 0
}
