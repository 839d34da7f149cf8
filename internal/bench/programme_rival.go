package bench

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
)

// rival is a program that makes the same file from a source of its own.
type rival struct {
	Name    string
	names   []string // what the program may be called
	command func(ctx context.Context, program string) *exec.Cmd
	output  string
}

// rivals are those that are compared with, in the folder of the sources.
var rivals = []rival{
	{"typst", []string{"typst"}, func(ctx context.Context, program string) *exec.Cmd {
		return exec.CommandContext(ctx, program, "compile", "--font-path", ".", "--ignore-system-fonts",
			"content.typ", "typst.pdf")
	}, "typst.pdf"},
	{"chromium", []string{"chromium", "chromium-browser", "google-chrome"}, func(ctx context.Context,
		program string) *exec.Cmd {
		return exec.CommandContext(ctx, program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
			"--print-to-pdf=chromium.pdf", "content.html")
	}, "chromium.pdf"},
	{"weasyprint", []string{"weasyprint"}, func(ctx context.Context, program string) *exec.Cmd {
		return exec.CommandContext(ctx, program, "content.html", "weasyprint.pdf")
	}, "weasyprint.pdf"},
	{"lualatex", []string{"lualatex"}, func(ctx context.Context, program string) *exec.Cmd {
		return exec.CommandContext(ctx, program, "-interaction=batchmode", "content.tex")
	}, "content.pdf"},
}

// found returns where the program is, "" when it is not installed.
func (r rival) found() string {
	for _, name := range r.names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// run makes the file and returns how the process ended.
func (r rival) run(ctx context.Context, program, dir string) (*os.ProcessState, error) {
	command := r.command(ctx, program)
	command.Dir = dir
	if out, err := command.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%s : %w\n%.2000s", r.Name, err, out)
	}
	return command.ProcessState, nil
}

// rssMB is the most memory that a process which ended has had, in millions of
// bytes.
func rssMB(usage *syscall.Rusage) float64 {
	if runtime.GOOS == "darwin" {
		return float64(usage.Maxrss) / 1e6
	}
	return float64(usage.Maxrss) * 1024 / 1e6
}

// ownPeakMB is the most memory that this process has had.
func ownPeakMB() float64 {
	var usage syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &usage) != nil {
		return 0
	}
	return rssMB(&usage)
}
