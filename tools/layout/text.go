package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// columns is the longest line; a tab counts one, as golangci-lint's lll counts it.
const columns = 120

// figurative are the verbs that comments use of things which cannot do that.
var figurative = regexp.MustCompile(`(?i)\b(say|says|said|saying|tell|tells|told|telling|stand|stands|stood|standing|` +
	`keep|keeps|kept|keeping|ask|asks|asked|asking|know|knows|knew|known|knowing)\b`)

// textFigures are those of lines and comments, over the Go files that git has.
func textFigures(root string) ([]figure, error) {
	out, err := git(root, "ls-files", "*.go")
	if err != nil {
		return nil, err
	}
	long, comments, worded := 0, 0, 0
	for _, name := range strings.Fields(out) {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			return nil, err
		}
		for lines := bufio.NewScanner(bytes.NewReader(data)); lines.Scan(); {
			line := lines.Text()
			if utf8.RuneCountInString(line) > columns {
				long++
			}
			if comment, ok := strings.CutPrefix(strings.TrimSpace(line), "//"); ok {
				comments++
				if figurative.MatchString(comment) {
					worded++
				}
			}
		}
	}
	return []figure{
		{fmt.Sprintf("lines above %d columns", columns), fmt.Sprint(long), "0"},
		{"comment lines where something says, tells, stands, keeps, asks or knows", fmt.Sprintf("%d of %d", worded,
			comments), "≤ 50"},
	}, nil
}

// subjectSigns is the longest subject of a commit.
const subjectSigns = 60

// commitFigures are those of the commits after since; none without it.
func commitFigures(root, since string) ([]figure, error) {
	if since == "" {
		return nil, nil
	}
	out, err := git(root, "log", "--no-merges", "--format=%x00%s", "--name-only", since+"..HEAD")
	if err != nil {
		return nil, err
	}
	var sizes []int
	long := 0
	for _, commit := range strings.Split(out, "\x00")[1:] {
		subject, files, _ := strings.Cut(commit, "\n")
		if utf8.RuneCountInString(subject) > subjectSigns {
			long++
		}
		count := 0
		for name := range strings.SplitSeq(strings.TrimSpace(files), "\n") {
			if strings.HasSuffix(name, ".go") {
				count++
			}
		}
		sizes = append(sizes, count)
	}
	if len(sizes) == 0 {
		return nil, nil
	}
	slices.Sort(sizes)
	return []figure{
		{"Go files in a commit, median", fmt.Sprint(sizes[len(sizes)/2]), "2–3"},
		{fmt.Sprintf("commit subjects above %d signs", subjectSigns), fmt.Sprintf("%d of %d", long, len(sizes)), "0"},
	}, nil
}

func git(root string, args ...string) (string, error) {
	command := exec.Command("git", append([]string{"-C", root}, args...)...)
	out, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("git %s: %w", args[0], err)
	}
	return string(out), nil
}
