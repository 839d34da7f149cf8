package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"jema/internal/command"
	"jema/internal/exchange"
	"jema/internal/jema"
	"jema/internal/postgres"
)

type importAddressesCmd struct {
	databaseFlag
	territoryFlag
	File string `arg:"" help:"Fichier de la Base Adresse Nationale, CSV tel qu’il est publié, compressé ou non." type:"path"`
}

// Run puts the addresses of the territory's communes in place of those before.
func (i *importAddressesCmd) Run(ctx context.Context, c *command.Console) error {
	list, err := readAddresses(i.File)
	if err != nil {
		return unreadable(i.File, err)
	}
	return i.inTerritory(ctx, c, i.territoryFlag, func(store *postgres.Store, territory jema.Territory) error {
		stored, err := store.SaveAddresses(ctx, territory.ID, list)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(c.Out, "Adresses de %s\u00a0: %d enregistrées, %d d’autres communes laissées.\n",
			territory.Name, stored, int64(len(list))-stored)
		return err
	})
}

// readAddresses reads the file as it comes, without holding it as a whole.
func readAddresses(path string) (list []jema.Address, err error) {
	file, err := os.Open(path) //nolint:gosec // who runs the command names the file
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	in := bufio.NewReaderSize(file, 1<<16)
	var text io.Reader = in
	if begin, _ := in.Peek(2); bytes.Equal(begin, []byte{0x1f, 0x8b}) {
		if text, err = gzip.NewReader(in); err != nil {
			return nil, jema.Invalid("import.not_a_sheet")
		}
	}
	return exchange.ReadAddresses(text)
}
