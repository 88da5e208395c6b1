// SPDX-License-Identifier: MIT

//go:build cgo && !tokenlink_dlopen

package main

import (
	"math"
	"runtime"
	"sort"
	"testing"
	"time"
)

const (
	rounds = 61
	slice  = 1500 * time.Microsecond
	warmup = 20 * time.Millisecond
)

// A contender does `units` pieces of work, and goes on where it stopped.
type contender func(units int)

// A row is one line of the report.
type row struct {
	Job         string   `json:"job"`
	Ours        string   `json:"ours"`
	Rival       string   `json:"rival"`
	Version     string   `json:"version"`
	Ratio       *spread  `json:"ratio"`
	OursNs      float64  `json:"ours_ns"`
	RivalNs     float64  `json:"rival_ns"`
	Allocations *float64 `json:"allocations"`
	Fault       *string  `json:"fault"`
}

type spread struct {
	Median float64 `json:"median"`
	P10    float64 `json:"p10"`
	P90    float64 `json:"p90"`
}

// measure times both in turns, slice by slice; the order changes with each round. `each` is the number of units that
// belong together, such as the rows of a batch.
func (r row) measure(ours, rival contender, each int) row {
	unitsOurs, unitsRival := calibrate(ours, each), calibrate(rival, each)
	var ratios, oursTimes, rivalTimes []float64
	for i := 0; i < rounds; i++ {
		var a, b float64
		if i%2 == 0 {
			a = timed(ours, unitsOurs)
			b = timed(rival, unitsRival)
		} else {
			b = timed(rival, unitsRival)
			a = timed(ours, unitsOurs)
		}
		ratios, oursTimes, rivalTimes = append(ratios, a/b), append(oursTimes, a), append(rivalTimes, b)
	}
	r.Ratio = &spread{quantile(ratios, 0.5), quantile(ratios, 0.1), quantile(ratios, 0.9)}
	r.OursNs, r.RivalNs = quantile(oursTimes, 0.5), quantile(rivalTimes, 0.5)
	allocations := testing.AllocsPerRun(100, func() { ours(each) })
	r.Allocations = &allocations
	return r
}

// calibrate returns the number of units that fill a slice, a multiple of `each`.
func calibrate(c contender, each int) int {
	for begin := time.Now(); time.Since(begin) < warmup; {
		c(each)
	}
	units := each
	for {
		begin := time.Now()
		c(units)
		if took := time.Since(begin); took > slice/2 {
			scaled := int(float64(units) * float64(slice) / float64(took))
			return (scaled + each - 1) / each * each
		}
		units *= 2
	}
}

// timed returns the nanoseconds of a unit. Garbage is collected before, not during the measurement.
func timed(c contender, units int) float64 {
	runtime.GC()
	begin := time.Now()
	c(units)
	return float64(time.Since(begin).Nanoseconds()) / float64(units)
}

func quantile(values []float64, q float64) float64 {
	sorted := append([]float64(nil), values...)
	sort.Float64s(sorted)
	return sorted[int(math.Round(q*float64(len(sorted)-1)))]
}
