package main

import (
	"bufio"
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestQuantileIsTheUpperBoundOfWhatCameBetween(t *testing.T) {
	bounds := []float64{math.Inf(-1), 0, 0.001, 0.002, 0.004, math.Inf(1)}
	before := &metrics.Float64Histogram{Buckets: bounds, Counts: []uint64{0, 9, 9, 0, 0}}
	for _, test := range []struct {
		counts []uint64
		share  float64
		want   float64
	}{
		{[]uint64{0, 9, 9, 0, 0}, 0.5, 0},
		{[]uint64{0, 9, 10, 0, 0}, 0.5, 2},
		{[]uint64{0, 10, 9, 1, 0}, 0.5, 1},
		{[]uint64{0, 10, 9, 1, 0}, 0.51, 4},
		{[]uint64{0, 108, 9, 1, 0}, 0.99, 1},
		{[]uint64{0, 107, 9, 1, 0}, 0.99, 4},
		{[]uint64{0, 108, 9, 1, 0}, 1, 4},
		{[]uint64{0, 9, 9, 0, 1}, 1, 4},
	} {
		now := &metrics.Float64Histogram{Buckets: bounds, Counts: test.counts}
		if got := quantileMs(before, now, test.share); got != test.want {
			t.Errorf("%g of %v is %g ms, want %g", test.share, test.counts, got, test.want)
		}
	}
}

func TestInternalsTellOfACollection(t *testing.T) {
	before, now := newReading(), newReading()
	metrics.Read(before)
	runtime.GC()
	metrics.Read(now)
	line := internalsBetween(before, now)
	if line.GCCycles < 1 || line.GCPauseMsMax <= 0 || line.GCCPUShare <= 0 || line.GCCPUShare > 1 || line.HeapLiveBytes == 0 || line.Goroutines < 1 {
		t.Errorf("after a collection: %+v", line)
	}
}

func TestInternalsLeaveOutWhatHadNoValue(t *testing.T) {
	reading := newReading()
	metrics.Read(reading)
	line := internalsBetween(reading, reading)
	line.HeapLiveBytes = 0 // as before the first collection
	text, err := json.Marshal(line)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"schedulingLatency", "gcPauseMs", "gcCpuShare", "heapLiveBytes"} {
		if strings.Contains(string(text), name) {
			t.Errorf("%s names %s, of which it knows nothing", text, name)
		}
	}
	if !strings.Contains(string(text), `"gcCycles":0,"goroutines":`) {
		t.Errorf("%s lacks what is known always", text)
	}
}

func TestRecordInternalsWritesTenLinesASecond(t *testing.T) {
	folder := t.TempDir()
	file, err := openInternals(folder)
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		go recordInternals(ctx, file)
		time.Sleep(1050 * time.Millisecond) // of the bubble's clock
		stop()
	})

	written, err := os.Open(file.Name())
	if err != nil {
		t.Fatal(err)
	}
	defer written.Close()
	var moments []int64
	for lines := bufio.NewScanner(written); lines.Scan(); {
		var line internals
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		moments = append(moments, line.AtUnixMs)
	}
	if len(moments) != 10 || moments[9]-moments[0] != 900 {
		t.Errorf("written at %v, want ten lines 100 ms apart", moments)
	}
}

func TestOpenInternalsNamesTheFolderItCannotWriteTo(t *testing.T) {
	for _, folder := range []string{filepath.Join(t.TempDir(), "none"), os.Args[0]} {
		if _, err := openInternals(folder); err == nil || !strings.Contains(err.Error(), folder) {
			t.Errorf("%s gives %v", folder, err)
		}
	}
}
