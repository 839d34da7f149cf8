package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"time"
)

// printingMeasure are the figures as they come, repetition by repetition.
type printingMeasure struct {
	plan        PrintingPlan
	dir         string
	warm, alloc map[string][]float64 // what + by whom
	peak        []float64
	cold        map[string][]float64
	coldMB      map[string][]float64
}

func (m *printingMeasure) repeat(ctx context.Context, n int) error {
	for _, what := range []string{Commune, Territory, Book} {
		ways := []string{ByEngine, ByPlain}
		if n%2 == 1 {
			slices.Reverse(ways)
		}
		for _, way := range ways {
			if err := m.measureWarm(ctx, way, what); err != nil {
				return err
			}
		}
	}
	contestants := m.contestants()
	for i := range contestants { // each time another begins
		if err := m.measureCold(ctx, contestants[(i+n)%len(contestants)]); err != nil {
			return err
		}
	}
	return nil
}

func (m *printingMeasure) measureWarm(ctx context.Context, way, what string) error {
	files := m.plan.Communes
	if what == Book {
		files = m.plan.Workshops
	}
	command := m.plan.Self(ctx, way, what, strconv.Itoa(m.plan.Each[what]), strconv.Itoa(files))
	var out, wrong bytes.Buffer
	command.Stdout, command.Stderr = &out, &wrong
	if err := command.Run(); err != nil {
		return fmt.Errorf("%s, %s : %w\n%s", what, way, err, wrong.String())
	}
	var p printed
	if err := json.Unmarshal(out.Bytes(), &p); err != nil {
		return fmt.Errorf("%s, %s : %w", what, way, err)
	}
	m.warm[what+way] = append(m.warm[what+way], spreadOf(p.MS).Median)
	m.alloc[what+way] = append(m.alloc[what+way], p.AllocMB)
	if way == ByEngine && what == Territory {
		m.peak = append(m.peak, p.PeakMB)
	}
	return nil
}

// contestants are those that print cold: the engine, gofpdf, and whatever else
// is installed.
func (m *printingMeasure) contestants() []rival {
	self := func(way string) rival {
		return rival{way, nil, func(ctx context.Context, _ string) *exec.Cmd { return m.plan.Self(ctx, way, "cold", m.dir) },
			way + ".pdf"}
	}
	list := []rival{self(ByEngine), self(ByPlain)}
	for _, r := range rivals {
		if r.found() != "" {
			list = append(list, r)
		}
	}
	return list
}

func (m *printingMeasure) measureCold(ctx context.Context, r rival) error {
	if err := os.Remove(filepath.Join(m.dir, r.output)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	start := time.Now()
	state, err := r.run(ctx, r.found(), m.dir)
	took := time.Since(start)
	if err != nil {
		return err
	}
	if made, err := os.ReadFile(filepath.Join(m.dir, r.output)); err != nil || !bytes.HasPrefix(made, []byte("%PDF-")) {
		return fmt.Errorf("%s n’a pas fait de PDF (%w)", r.Name, err)
	}
	m.cold[r.Name] = append(m.cold[r.Name], milliseconds(took))
	if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
		m.coldMB[r.Name] = append(m.coldMB[r.Name], rssMB(usage))
	}
	return nil
}

func (m *printingMeasure) into(r *PrintingReport) {
	r.Warm, r.AllocMB, r.VsPlain = map[string]map[string]Spread{}, map[string]map[string]Spread{}, map[string]Spread{}
	for _, what := range []string{Commune, Territory, Book} {
		r.Warm[what], r.AllocMB[what] = map[string]Spread{}, map[string]Spread{}
		for _, way := range []string{ByEngine, ByPlain} {
			r.Warm[what][way], r.AllocMB[what][way] = spreadOf(m.warm[what+way]), spreadOf(m.alloc[what+way])
		}
		r.VsPlain[what] = spreadOf(ratios(m.warm[what+ByPlain], m.warm[what+ByEngine]))
	}
	r.PeakMB = spreadOf(m.peak)
	r.Cold, r.ColdVs, r.ColdMB, r.Bytes = map[string]Spread{}, map[string]Spread{}, map[string]Spread{}, map[string]int{}
	for name, times := range m.cold {
		r.Cold[name], r.ColdMB[name] = spreadOf(times), spreadOf(m.coldMB[name])
		if name != ByEngine {
			r.ColdVs[name] = spreadOf(ratios(times, m.cold[ByEngine]))
		}
		if info, err := os.Stat(filepath.Join(m.dir, outputOf(name))); err == nil {
			r.Bytes[name] = int(info.Size())
		}
	}
	r.Absent = []string{}
	for _, v := range rivals {
		if v.found() == "" {
			r.Absent = append(r.Absent, v.Name)
		}
	}
}

func outputOf(name string) string {
	for _, r := range rivals {
		if r.Name == name {
			return r.output
		}
	}
	return name + ".pdf"
}
