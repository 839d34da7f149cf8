package bench

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"jema/internal/jema"
	"jema/internal/programme"
)

// PrintingCold is all that a fresh process does to print the programme that a
// measure left in a folder: read it, print it, write the file.
func PrintingCold(way, dir string) error {
	file, err := os.Create(filepath.Join(dir, way+".pdf")) //nolint:gosec // below a directory made for the measure
	if err != nil {
		return err
	}
	return errors.Join(coldInto(file, way, dir), file.Close())
}

func coldInto(w io.Writer, way, dir string) error {
	if way == ByPlain {
		data, err := os.ReadFile(filepath.Join(dir, "content.json")) //nolint:gosec // below a directory made for the measure
		if err != nil {
			return err
		}
		var content []block
		if err := json.Unmarshal(data, &content); err != nil {
			return err
		}
		for i := range content {
			if content[i].Photo != "" {
				//nolint:gosec // below a directory made for the measure
				if content[i].jpeg, err = os.ReadFile(filepath.Join(dir, content[i].Photo)); err != nil {
					return err
				}
			}
		}
		return plainPDF(w, content)
	}
	programme.Ready()
	p, err := coldProgramme(dir)
	if err != nil {
		return err
	}
	return printNow(w, programme.Commune{Programme: p, Spec: programme.Spec{Format: programme.Brochure}})
}

func coldProgramme(dir string) (p jema.Programme, err error) {
	value, err := os.ReadFile(filepath.Join(dir, "value.json")) //nolint:gosec // below a directory made for the measure
	if err != nil {
		return p, err
	}
	if p, err = jema.ProgrammeOf(value); err != nil {
		return p, err
	}
	for _, e := range slices.Concat(p.Entries, p.Nearby) {
		if e.Photo != nil {
			//nolint:gosec // below a directory made for the measure
			if e.Photo.Large, err = os.ReadFile(filepath.Join(dir, photoFile(*e.Photo))); err != nil {
				return p, err
			}
		}
	}
	return p, nil
}
