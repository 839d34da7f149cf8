package visitor

import (
	"fmt"
	"slices"
	"testing"

	"jema/internal/postgres"
)

// A commune's page depends on its own content and on what is listed of the six
// nearest communes where something opens; not on others, nor on its neighbours'
// content.
func TestWhatACommunesPageDependsOn(t *testing.T) {
	var communes []postgres.CommuneState
	for i := range int64(12) {
		communes = append(communes, postgres.CommuneState{INSEE: fmt.Sprint(i), Lat: 45, Lon: 5 + float64(i)/100, Openings: 1,
			Listed: 100 + i, Content: 200 + i})
	}
	communes[2].Openings = 0 // nothing opens there: the next one is named instead
	base := ofCommune("0", communes)
	if want := []int64{200, 101, 103, 104, 105, 106, 107}; !slices.Equal(base, want) {
		t.Fatalf("depends on %v, want %v", base, want)
	}
	for i, want := range map[int]bool{0: true, 1: true, 2: false, 7: true, 8: false, 11: false} {
		changed := slices.Clone(communes)
		changed[i].Listed, changed[i].Content = 1, 1
		if got := !slices.Equal(ofCommune("0", changed), base); got != want {
			t.Errorf("a change in commune %d renders the page: %t, want %t", i, got, want)
		}
	}
	content := slices.Clone(communes)
	content[1].Content = 1
	opened := slices.Clone(communes)
	opened[2].Openings = 1
	if !slices.Equal(ofCommune("0", content), base) {
		t.Error("a neighbour's text renders the page")
	}
	if slices.Equal(ofCommune("0", opened), base) {
		t.Error("a nearer commune where something opens does not render the page")
	}
	if len(ofCommune("unknown", communes)) != 0 {
		t.Error("a commune that is not there depends on something")
	}
}
