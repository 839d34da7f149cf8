package bench

import (
	"context"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strings"
)

// Machine are the conditions of a run.
type Machine struct {
	Cores     int               `json:"cores"`
	System    string            `json:"system"`
	Go        string            `json:"go"`
	Revision  string            `json:"revision"` // of the program
	Postgres  string            `json:"postgres"`
	Settings  map[string]string `json:"settings"`    // of Postgres, for durability
	Load      string            `json:"load_before"` // of the last 1, 5 and 15 minutes
	LoadAfter string            `json:"load_after"`
}

func (g *Ground) machine(ctx context.Context) Machine {
	return Machine{Cores: runtime.NumCPU(), System: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version(),
		Revision: revision(ctx),
		Postgres: g.Version, Settings: g.Settings, Load: load()}
}

// load is the machine's load average; empty where the system provides none.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	fields := strings.Fields(string(text))
	return strings.Join(fields[:min(3, len(fields))], " ")
}

// revision is the commit that the program was built from: the one recorded by
// the build or, for go run, that of the working directory.
func revision(ctx context.Context) string {
	if info, ok := debug.ReadBuildInfo(); ok {
		noted := map[string]string{}
		for _, s := range info.Settings {
			noted[s.Key] = s.Value
		}
		if commit := noted["vcs.revision"]; commit != "" {
			if noted["vcs.modified"] == "true" {
				commit += "-dirty"
			}
			return commit
		}
	}
	out, err := exec.CommandContext(ctx, "git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*").Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}
