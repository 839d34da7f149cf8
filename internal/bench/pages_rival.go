package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"jema/internal/work"
)

// Bare is the way of Site that serves files of a folder from memory, and nothing else.
const Bare = "bare"

// pageRivals serve the bytes that the site has sent, from a folder.
type pageRivals struct {
	dir       string
	bare      *child
	nginx     *exec.Cmd // nil where it is not installed
	nginxAddr string
}

// rivals fetches each page from the site once and serves the same bytes.
func (plan PagesPlan) rivals(ctx context.Context, addr string, pages []*PageRates) (r *pageRivals, err error) {
	r = &pageRivals{}
	if r.dir, err = os.MkdirTemp("/tmp", "jema-pages-"); err != nil {
		return nil, err
	}
	if err := r.fetch(ctx, addr, pages); err != nil {
		return nil, errors.Join(err, r.stop())
	}
	if r.bare, err = plan.Site.begin(ctx, r.dir, Bare); err != nil {
		return nil, errors.Join(err, r.stop())
	}
	if err := r.startNginx(ctx); err != nil {
		return nil, errors.Join(err, r.stop())
	}
	return r, nil
}

func (r *pageRivals) fetch(ctx context.Context, addr string, pages []*PageRates) error {
	l, err := dial(ctx, addr)
	if err != nil {
		return err
	}
	defer l.close()
	for _, p := range pages {
		answer, err := l.send(pageRequest(addr, p.path(0)))
		if err != nil {
			return err
		}
		if answer.status != http.StatusOK {
			return fmt.Errorf("%s: %d", p.path(0), answer.status)
		}
		p.Bytes = len(answer.body)
		err = os.WriteFile(filepath.Join(r.dir, p.rivalPath), answer.body, 0o644) //nolint:gosec // nginx reads it
		if err != nil {
			return err
		}
	}
	return os.Chmod(r.dir, 0o755) //nolint:gosec // as above
}

func (r *pageRivals) addrs() map[string]string {
	addrs := map[string]string{ByBare: r.bare.addr}
	if r.nginx != nil {
		addrs[ByNginx] = r.nginxAddr
	}
	return addrs
}

func (r *pageRivals) stop() (err error) {
	if r.bare != nil {
		err = r.bare.stop()
	}
	if r.nginx != nil {
		err = errors.Join(err, r.nginx.Process.Signal(syscall.SIGQUIT), waitOrKill(r.nginx, 10*time.Second))
	}
	return errors.Join(err, os.RemoveAll(r.dir))
}

// nginxSettings serve a folder as nginx does it best: a worker a processor, files
// held open, sent by the kernel, nothing logged.
const nginxSettings = `daemon off; pid %[1]s/pid; error_log stderr crit; worker_processes auto;
events { worker_connections 4096; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; keepalive_timeout 300s;
	open_file_cache max=100 inactive=300s; open_file_cache_valid 300s;
	client_body_temp_path %[1]s/b; proxy_temp_path %[1]s/p; fastcgi_temp_path %[1]s/f;
	uwsgi_temp_path %[1]s/u; scgi_temp_path %[1]s/s;
	server { listen %[2]s reuseport; root %[1]s; default_type "text/html; charset=utf-8"; add_header Content-Encoding gzip;
		add_header Cache-Control no-cache; } }
`

// startNginx starts nginx where it is installed.
func (r *pageRivals) startNginx(ctx context.Context) error {
	program, err := exec.LookPath("nginx")
	if err != nil {
		if program, err = exec.LookPath("/usr/sbin/nginx"); err != nil {
			return nil //nolint:nilerr // not installed: the report has no figures of it
		}
	}
	free, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	r.nginxAddr = free.Addr().String()
	settings := filepath.Join(r.dir, "nginx.conf")
	err = errors.Join(free.Close(), os.WriteFile(settings, fmt.Appendf(nil, nginxSettings, r.dir, r.nginxAddr), 0o600))
	if err != nil {
		return err
	}
	//nolint:gosec // the rival that is installed
	r.nginx = exec.CommandContext(ctx, program, "-e", "stderr", "-c", settings, "-p", r.dir)
	r.nginx.Stderr = os.Stderr
	if err := r.nginx.Start(); err != nil {
		r.nginx = nil
		return err
	}
	return listens(ctx, r.nginxAddr)
}

// listens waits until a server answers.
func listens(ctx context.Context, addr string) error {
	ctx, stop := context.WithTimeout(ctx, startLimit)
	defer stop()
	for {
		l, err := dial(ctx, addr)
		if err == nil {
			l.close()
			return nil
		}
		if ctx.Err() != nil {
			return err
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// serveBare serves the files of a folder from memory until in ends.
func serveBare(ctx context.Context, dir string, in io.Reader, out io.Writer) error {
	names, err := filepath.Glob(filepath.Join(dir, "[0-9]*"))
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	for _, name := range names {
		data, err := os.ReadFile(name) //nolint:gosec // of the measure's own folder
		if err != nil {
			return err
		}
		size := strconv.Itoa(len(data))
		mux.HandleFunc("GET /"+filepath.Base(name), func(w http.ResponseWriter, _ *http.Request) {
			h := w.Header()
			h.Set("Content-Type", "text/html; charset=utf-8")
			h.Set("Content-Encoding", "gzip")
			h.Set("Content-Length", size)
			_, _ = w.Write(data) // a client that has gone
		})
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	work.Go(func() error {
		_, err := io.Copy(io.Discard, in)
		return errors.Join(err, server.Close())
	})
	if _, err := fmt.Fprintln(out, l.Addr()); err != nil {
		return errors.Join(err, server.Close())
	}
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
