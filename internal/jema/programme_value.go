package jema

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

// programmeValue is a Programme as it is stored when it is frozen: the zone by
// its name, photos by what they are and not by their bytes, no basemap. Fields of the
// same name hide those of the type below them.
type programmeValue struct {
	Programme
	Edition         editionValue
	Entries, Nearby []entryValue
	Basemap         *Basemap `json:",omitempty"` // always nil: it hides that of Programme
}

type editionValue struct {
	Edition
	Zone string
}

type entryValue struct {
	Entry
	Photo *photoValue
}

// photoValue has every field of a photo but the bytes of its pictures.
type photoValue struct {
	Photo
	SHA256       string // hexadecimal, of the large picture
	Large, Small []byte `json:",omitempty"` // always empty: they hide those of Photo
}

// Value returns the programme as JSON, from which ProgrammeOf makes it again.
// Of photos it includes everything but the bytes: those are in the files that
// were frozen beside it, and are found by their SHA-256. It has no basemap: those files
// have the maps.
func (p Programme) Value() ([]byte, error) {
	v := programmeValue{Programme: p, Edition: editionValue{Edition: p.Edition}, Entries: valuesOf(p.Entries),
		Nearby: valuesOf(p.Nearby)}
	if p.Edition.Zone != nil {
		v.Edition.Zone = p.Edition.Zone.String()
	}
	b, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("keeping a programme as a value: %w", err)
	}
	return b, nil
}

// ProgrammeOf makes a programme from what Value returned: every field is as it
// was, moments are the same moments, photos are without their bytes; there is no basemap.
func ProgrammeOf(value []byte) (Programme, error) {
	var v programmeValue
	if err := json.Unmarshal(value, &v); err != nil {
		return Programme{}, fmt.Errorf("reading a programme kept as a value: %w", err)
	}
	p := v.Programme
	p.Edition = v.Edition.Edition
	if v.Edition.Zone != "" {
		zone, err := time.LoadLocation(v.Edition.Zone)
		if err != nil {
			return Programme{}, fmt.Errorf("reading a programme kept as a value: %w", err)
		}
		p.Edition.Zone = zone
	}
	unbound(&p.Commune)
	for i := range p.Communes {
		unbound(&p.Communes[i])
	}
	var err error
	if p.Entries, err = entriesOf(v.Entries); err != nil {
		return Programme{}, err
	}
	p.Nearby, err = entriesOf(v.Nearby)
	return p, err
}

// unbound makes a boundary that was unknown unknown again: JSON reads null as
// four letters.
func unbound(c *Commune) {
	if string(c.Boundary) == "null" {
		c.Boundary = nil
	}
}

func valuesOf(list []Entry) []entryValue {
	if list == nil {
		return nil
	}
	out := make([]entryValue, len(list))
	for i, e := range list {
		out[i].Entry = e
		if p := e.Photo; p != nil {
			out[i].Photo = &photoValue{Photo: *p, SHA256: hex.EncodeToString(p.SHA256[:])}
		}
	}
	return out
}

func entriesOf(list []entryValue) ([]Entry, error) {
	if list == nil {
		return nil, nil
	}
	out := make([]Entry, len(list))
	for i, v := range list {
		out[i] = v.Entry
		unbound(&out[i].Commune)
		if v.Photo == nil {
			continue
		}
		sum, err := hex.DecodeString(v.Photo.SHA256)
		if err != nil || len(sum) != 32 {
			return nil, fmt.Errorf("a photo kept as a value: %q is no SHA-256", v.Photo.SHA256)
		}
		photo := v.Photo.Photo
		photo.SHA256 = [32]byte(sum)
		out[i].Photo = &photo
	}
	return out, nil
}
