package postgres_test

import (
	"os"
	"testing"

	"jema/internal/postgres/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Run(m)) }
