package pgembed

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"

	"github.com/mattn/go-isatty"

	"jema/internal/work"
)

// aptScript installs a package without the cluster that Debian makes and
// starts on port 5432 of its own accord. Lists that are missing or out of date
// are fetched when the first try shows it.
const aptScript = `set -e
export DEBIAN_FRONTEND=noninteractive
mkdir -p /etc/postgresql-common
conf=/etc/postgresql-common/createcluster.conf
grep -qs '^create_main_cluster *= *false' $conf || echo 'create_main_cluster = false' >>$conf
install() {
  apt-get -q -y -o Dpkg::Options::=--force-confold -o DPkg::Lock::Timeout=300 \
    install --no-install-recommends "$0"
}
install || { apt-get -q update && install; }
`

// installPackage installs Debian's package of that version, 0 for Debian's
// own choice.
func installPackage(ctx context.Context, shell []string, major int, log func(string)) error {
	name := "postgresql"
	if major != 0 {
		name = fmt.Sprintf("postgresql-%d", major)
	}
	log(fmt.Sprintf("J’installe le paquet %s de Debian avec apt-get (une à deux minutes)…", name))
	args := slices.Concat(shell[1:], []string{aptScript, name})
	//nolint:gosec // a constant, sudo before it where a person agreed
	out, err := exec.CommandContext(ctx, shell[0], args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w : %s", err, lastLines(string(out), 2))
	}
	return nil
}

// agreed prompts a person at a terminal; without one, or when ctx ends first,
// the answer is no.
func agreed(ctx context.Context, question string) bool {
	if !isatty.IsTerminal(os.Stdin.Fd()) || !isatty.IsTerminal(os.Stderr.Fd()) {
		return false
	}
	fmt.Fprint(os.Stderr, question)
	answer := make(chan string, 1)
	work.Go(func() error {
		line, _ := bufio.NewReader(os.Stdin).ReadString('\n') // what came before an error is the answer
		answer <- strings.ToLower(strings.TrimSpace(line))
		return nil
	})
	select {
	case <-ctx.Done():
		return false
	case a := <-answer:
		return a == "o" || a == "oui" || a == "y"
	}
}
