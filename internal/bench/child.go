package bench

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Program makes the command that runs Site in a process of its own.
type Program func(ctx context.Context, dsn, way string) *exec.Cmd

// child is a site in a process of its own.
type child struct {
	command *exec.Cmd
	end     io.Closer // its standard input: closed, it drains and ends
	addr    string
}

// begin starts a site and waits until it listens.
func (p Program) begin(ctx context.Context, dsn, way string) (*child, error) {
	c := &child{command: p(ctx, dsn, way)}
	c.command.Stderr = os.Stderr
	end, err := c.command.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := c.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.command.Start(); err != nil {
		return nil, err
	}
	c.end = end
	text, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("le site mesuré ne démarre pas (%w)", errors.Join(err, c.stop()))
	}
	c.addr = strings.TrimSpace(text)
	return c, nil
}

// stop lets the site finish.
func (c *child) stop() error {
	if err := c.end.Close(); err != nil {
		return err
	}
	return waitOrKill(c.command, 30*time.Second)
}

// waitOrKill waits for a program that was signalled to end, and kills it after
// the limit.
func waitOrKill(program *exec.Cmd, limit time.Duration) error {
	late := time.AfterFunc(limit, func() { _ = program.Process.Kill() }) // gone already: Wait returns
	defer late.Stop()
	return program.Wait()
}

// peakMB is the most memory the running site has had, in millions of bytes.
func (c *child) peakMB() float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.command.Process.Pid))
	if err != nil {
		return 0 // no Linux: see peakAtEnd
	}
	for row := range strings.Lines(string(text)) {
		if value, ok := strings.CutPrefix(row, "VmHWM:"); ok {
			kB, _ := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 64)
			return kB * 1024 / 1e6
		}
	}
	return 0
}

// processor is the time of the processor that the running site has taken, 0 where the
// system does not provide it.
func (c *child) processor() time.Duration {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", c.command.Process.Pid))
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(text), ") ") // the program's name may hold spaces
	fields := strings.Fields(after)
	const user, system, tick = 11, 12, 10 * time.Millisecond
	if len(fields) <= system {
		return 0
	}
	used, _ := strconv.ParseInt(fields[user], 10, 64)
	kernel, _ := strconv.ParseInt(fields[system], 10, 64)
	return time.Duration(used+kernel) * tick
}

// peakAtEnd is peakMB of a site that has ended, for systems without /proc.
func (c *child) peakAtEnd() float64 {
	usage, ok := c.command.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return float64(usage.Maxrss) / 1e6
	}
	return float64(usage.Maxrss) * 1024 / 1e6
}
