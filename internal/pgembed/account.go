package pgembed

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is who the server runs as. The zero account is the caller itself.
type account struct {
	name     string
	uid, gid int
}

// errNoAccount is the error for root on a machine without an account to lend.
var errNoAccount = errors.New("PostgreSQL refuse de tourner sous root et il n’y a ni compte « postgres » ni compte " +
	"« nobody » : créez-en un avec useradd --system postgres")

// accountFor returns the caller, or for root the owner of an existing cluster,
// else postgres, else nobody: Postgres refuses to run as root.
func accountFor(l layout) (account, error) {
	if os.Geteuid() != 0 {
		return account{}, nil
	}
	if info, err := os.Stat(l.data); err == nil {
		if own, ok := info.Sys().(*syscall.Stat_t); ok && own.Uid != 0 {
			return account{fmt.Sprint("n° ", own.Uid), int(own.Uid), int(own.Gid)}, nil
		}
	}
	for _, name := range []string{"postgres", "nobody"} {
		if a, ok := lookup(name); ok {
			return a, nil
		}
	}
	return account{}, errNoAccount
}

func lookup(name string) (account, bool) {
	u, err := user.Lookup(name)
	if err != nil {
		return account{}, false
	}
	uid, err1 := strconv.ParseUint(u.Uid, 10, 31)
	gid, err2 := strconv.ParseUint(u.Gid, 10, 31)
	return account{name, int(uid), int(gid)}, err1 == nil && err2 == nil
}

// command prepares one of the server's programs: under the account, in a
// process group of its own so that Ctrl-C leaves it to us, and with none of our
// environment, which may hold secrets.
func (a account) command(ctx context.Context, dir, program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, args...) //nolint:gosec // programs of Postgres, found by us
	cmd.Dir = dir
	cmd.Env = []string{"PATH=/usr/bin:/bin", "LC_ALL=C", "TZ=UTC"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if a.name != "" {
		//nolint:gosec // both were read as 31 bits
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
	}
	return cmd
}

// mkdir makes dir a directory of the account's that nobody else may enter.
func (a account) mkdir(dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	owner, want := ownerOf(info), os.Geteuid()
	if a.name != "" {
		want = a.uid
	}
	// A directory under /tmp could have been laid there by somebody else.
	if !info.IsDir() || owner != want && owner != os.Geteuid() {
		return fmt.Errorf("%s n’appartient pas à jema : supprimez-le", dir)
	}
	//nolint:gosec // a directory is entered by its x bit
	if err := os.Chmod(dir, 0o700); err != nil {
		return err
	}
	if a.name == "" {
		return nil
	}
	return os.Chown(dir, a.uid, a.gid)
}

func ownerOf(info fs.FileInfo) int {
	if own, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(own.Uid)
	}
	return -1
}

// reach makes sure that the account can run the programs and enter the data
// directory, and returns in one sentence what prevents it.
func (a account) reach(ctx context.Context, b Binaries, l layout) error {
	if a.name == "" {
		return nil
	}
	for _, dir := range []string{b.Dir, l.root} {
		cmd := a.command(ctx, dir, filepath.Join(b.Dir, "postgres"), "--version")
		if err := cmd.Run(); errors.Is(err, fs.ErrPermission) {
			return fmt.Errorf("PostgreSQL tourne sous le compte %s, qui n’atteint pas %s : rien ne doit se trouver sous un "+
				"dossier privé comme /root (essayez --data /var/lib/jema)", a.name, dir)
		} else if err != nil {
			return fmt.Errorf("%s/postgres ne démarre pas sous le compte %s : %w", b.Dir, a.name, err)
		}
	}
	return nil
}
