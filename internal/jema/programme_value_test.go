package jema_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jema/internal/jema"
)

// filled gives every exported field of a value something that is not its zero,
// so that a field added later is part of the test by itself.
func filled(v reflect.Value, seed *int) {
	*seed++
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(time.Date(2027, 3, 1+*seed%28, 13, 5, 7, 120, zone())))
		return
	case *time.Location:
		v.Set(reflect.ValueOf(zone()))
		return
	case json.RawMessage:
		v.SetBytes(fmt.Appendf(nil, `{"type":"Polygon","coordinates":[[[5.%d,45.0]]]}`, *seed))
		return
	case jema.Date:
		v.Set(reflect.ValueOf(jema.Date{Year: 2027, Month: 4, Day: 1 + *seed%30}))
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		filled(v.Elem(), seed)
	case reflect.Struct:
		for i := range v.NumField() {
			filled(v.Field(i), seed)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			filled(v.Index(i), seed)
		}
	case reflect.Array:
		for i := range v.Len() {
			filled(v.Index(i), seed)
		}
	case reflect.String:
		v.SetString(fmt.Sprintf("« l’été\u00a0%d »\u202f!\n<é>", *seed))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(45.1 + float64(*seed)/7)
	case reflect.Uint8:
		v.SetUint(uint64(*seed % 251))
	default:
		v.SetInt(int64(*seed))
	}
}

func zone() *time.Location {
	in, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		panic(err)
	}
	return in
}

var asKept = cmp.Options{
	cmp.Comparer(func(a, b *time.Location) bool { return a == b || a != nil && b != nil && a.String() == b.String() }),
	cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) }),
}

func TestProgrammeIsKeptAsAValue(t *testing.T) {
	var p jema.Programme
	seed := 0
	filled(reflect.ValueOf(&p).Elem(), &seed)
	value, err := p.Value()
	if err != nil {
		t.Fatal(err)
	}
	again, err := jema.ProgrammeOf(value)
	if err != nil {
		t.Fatal(err)
	}
	p.Basemap = jema.Basemap{} // the maps are in the files
	for _, list := range [][]jema.Entry{p.Entries, p.Nearby} {
		for i := range list { // the bytes are not kept, their sum is
			list[i].Photo.Large, list[i].Photo.Small = nil, nil
		}
	}
	if diff := cmp.Diff(p, again, asKept); diff != "" {
		t.Error(diff)
	}
	if twice, err := again.Value(); err != nil || string(twice) != string(value) {
		t.Error("kept a second time, the value is another", err)
	}
	if start := again.Entries[0].Slots[0].Span(again.Edition.Zone); start != p.Entries[0].Slots[0].Span(zone()) {
		t.Errorf("a slot moved to %v", start)
	}
}

func TestEmptyProgrammeIsKept(t *testing.T) {
	for _, p := range []jema.Programme{{}, {Entries: []jema.Entry{}, Communes: []jema.Commune{{INSEE: "26281"}}},
		{Entries: []jema.Entry{{}}}} {
		value, err := p.Value()
		if err != nil {
			t.Fatal(err)
		}
		again, err := jema.ProgrammeOf(value)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(p, again, asKept); diff != "" {
			t.Error(diff)
		}
	}
}

func TestDamagedValueIsRefused(t *testing.T) {
	p := jema.Programme{Edition: jema.Edition{Zone: zone()}, Entries: []jema.Entry{{Photo: &jema.Photo{ID: 1}}}}
	value, err := p.Value()
	if err != nil {
		t.Fatal(err)
	}
	for _, damage := range [][2]string{{"Europe/Paris", "Europe/Nulle-Part"},
		{`"SHA256":"00`, `"SHA256":"zz`}, {"{", "["}} {
		if _, err := jema.ProgrammeOf([]byte(strings.Replace(string(value), damage[0], damage[1], 1))); err == nil {
			t.Errorf("%s was read", damage[1])
		}
	}
}
