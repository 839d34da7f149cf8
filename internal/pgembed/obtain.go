package pgembed

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
)

// need returns the programs the options name, else those found, else obtains.
func need(ctx context.Context, o Options) (Binaries, error) {
	if o.Binaries.Dir != "" {
		return o.Binaries, nil
	}
	b, err := Find(ctx, o.DataDir)
	if !errors.Is(err, ErrNone) {
		return b, err
	}
	return Obtain(ctx, o.DataDir, o.Log)
}

// Obtain installs Postgres and prints what it does: Debian's package where we
// are root, or may use sudo and a person agrees; else portable programs below
// dataDir. When nothing worked the error contains the one line to run.
func Obtain(ctx context.Context, dataDir string, log func(string)) (Binaries, error) {
	if log == nil {
		log = func(string) {}
	}
	l, err := layoutOf(dataDir)
	if err != nil {
		return Binaries{}, err
	}
	major, err := l.major()
	if err != nil {
		return Binaries{}, err
	}
	log("Aucun PostgreSQL sur cette machine : j’en procure un.")
	if shell := packageShell(ctx); shell != nil {
		err := installPackage(ctx, shell, major, log)
		if b, found := Find(ctx, dataDir); found == nil {
			return b, nil
		}
		log(fmt.Sprintf("Le paquet de Debian n’a pas convenu (%v) ; je prends des programmes portables.", err))
	}
	b, err := fetchPortable(ctx, l, major, log)
	if ctx.Err() != nil {
		return b, ctx.Err()
	}
	if err != nil {
		return b, fmt.Errorf("PostgreSQL n’a pas pu être obtenu (%w).\n%s", err, advice(major))
	}
	return b, nil
}

// advice is what only a person can do.
func advice(major int) string {
	name := "postgresql"
	if major != 0 {
		name = fmt.Sprintf("postgresql-%d", major)
	}
	if _, err := exec.LookPath("apt-get"); err == nil {
		return "Exécutez : sudo apt-get update && sudo apt-get install " + name
	}
	if runtime.GOOS == "darwin" {
		return "Exécutez : brew install postgresql@17"
	}
	return fmt.Sprintf("Installez PostgreSQL %d ou plus récent, ou donnez DATABASE_URL, ou PG_BIN=DOSSIER.", oldest)
}

// packageShell returns the shell that may install packages, nil if there is
// none: ours as root, sudo's when it needs no password and a person agrees.
func packageShell(ctx context.Context) []string {
	if _, err := exec.LookPath("apt-get"); err != nil || portableOnly() {
		return nil
	}
	if os.Geteuid() == 0 {
		return []string{"sh", "-c"}
	}
	if exec.CommandContext(ctx, "sudo", "-n", "true").Run() != nil {
		return nil
	}
	if !agreed(ctx, "Installer PostgreSQL avec « sudo apt-get install » ? [o/N] ") {
		return nil
	}
	return []string{"sudo", "-n", "sh", "-c"}
}
