package web

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/alexedwards/scs/postgresstore"
	"github.com/alexedwards/scs/v2"
	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
)

// newSessions keeps sessions in Postgres under the SHA-256 of their cookie.
// There is no idle timeout: scs would then write on every GET.
func newSessions(c Config) *scs.SessionManager {
	m := scs.New()
	m.Store = postgresstore.NewWithCleanupInterval(c.Store.DB(), 10*time.Minute)
	m.HashTokenInStore = true
	m.Lifetime = 12 * time.Hour
	m.Cookie.Name = "jema"
	m.Cookie.HttpOnly = true
	m.Cookie.SameSite = http.SameSiteLaxMode
	m.Cookie.Secure = c.Base.Scheme == "https"
	m.ErrorFunc = func(w http.ResponseWriter, r *http.Request, err error) {
		c.Log.Error("session", "id", requestID(r), "error", err)
		http.Error(w, "Service momentanément indisponible.", http.StatusServiceUnavailable)
	}
	return m
}

const accountKey = "account"

// signIn starts a fresh session for an account; the old cookie, whoever set
// it, is worth nothing from here on.
func (s *Site) signIn(ctx context.Context, account jema.Account) error {
	if err := s.sessions.RenewToken(ctx); err != nil {
		return err
	}
	s.sessions.Put(ctx, accountKey, account.ID)
	return nil
}

// account returns who is signed in, nil when nobody is. It is asked of the
// database on every request: a disabled account is out at once.
func (s *Site) account(c *gin.Context) (*jema.Account, error) {
	if a, ok := c.Get(accountKey); ok {
		return a.(*jema.Account), nil
	}
	id := s.sessions.GetInt64(c.Request.Context(), accountKey)
	if id == 0 {
		return nil, nil //nolint:nilnil // nobody is signed in, which is no error
	}
	account, err := s.Store.Account(c.Request.Context(), id)
	if errors.Is(err, jema.ErrAccountMissing) {
		return nil, nil //nolint:nilnil // the account is gone or disabled
	}
	if err != nil {
		return nil, err
	}
	c.Set(accountKey, &account)
	return &account, nil
}

func contextWith(r *http.Request, key, value any) context.Context {
	return context.WithValue(r.Context(), key, value)
}

// acting returns where a request is about, and who asks.
func (s *Site) acting(c *gin.Context) (postgres.Place, *jema.Account, error) {
	at, err := s.place(c)
	if err != nil {
		return at, nil, err
	}
	account, err := s.account(c)
	return at, account, err
}
