package bench

import (
	"os"
	"runtime"
	"strings"
)

// Machine are the conditions of a run.
type Machine struct {
	Cores    int    `json:"cores"`
	System   string `json:"system"`
	Go       string `json:"go"`
	Postgres string `json:"postgres"`
	Load     string `json:"load_before"` // of the last 1, 5 and 15 minutes
}

func (g *Ground) machine() Machine {
	return Machine{runtime.NumCPU(), runtime.GOOS + "/" + runtime.GOARCH, runtime.Version(), g.Version, load()}
}

// load is what the machine has to do already; empty where it does not say.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	fields := strings.Fields(string(text))
	return strings.Join(fields[:min(3, len(fields))], " ")
}
