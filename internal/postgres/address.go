package postgres

import (
	"context"

	"github.com/lib/pq"

	"jema/internal/jema"
	"jema/internal/text"
)

// addressesAtOnce is how many addresses one statement stores.
const addressesAtOnce = 5000

// maxAddressWords is how many of the typed words a search for an address uses.
const maxAddressWords = 12

// SaveAddresses puts addresses in place of all that a territory has. Those of communes
// that are not the territory's are left out; it returns how many were stored.
func (s *Store) SaveAddresses(ctx context.Context, territoryID jema.TerritoryID,
	list []jema.Address) (stored int64, err error) {
	defer attempted(&err, "saving the addresses")
	err = s.inTx(ctx, func(tx *tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM address WHERE territory_id = $1`, territoryID); err != nil {
			return err
		}
		for begin := 0; begin < len(list); begin += addressesAtOnce {
			n, err := saveAddresses(ctx, tx, territoryID, list[begin:min(begin+addressesAtOnce, len(list))])
			if err != nil {
				return err
			}
			stored += n
		}
		return nil
	})
	return stored, err
}

func saveAddresses(ctx context.Context, tx *tx, territoryID jema.TerritoryID, list []jema.Address) (int64, error) {
	var insee, suffix, street, code []string
	var number []int64
	var lat, lon []float64
	for _, a := range list {
		insee, suffix = append(insee, a.CommuneINSEE), append(suffix, a.Suffix)
		street, code = append(street, a.Street), append(code, a.PostalCode)
		number, lat, lon = append(number, int64(a.Number)), append(lat, a.Lat), append(lon, a.Lon)
	}
	done, err := tx.ExecContext(ctx, `INSERT INTO address (territory_id, commune_insee, house_number, suffix, street,
			postal_code, lat, lon, words)
		SELECT c.territory_id, c.insee, a.number, a.suffix, a.street, a.code, a.lat, a.lon,
			to_tsvector('simple', jema_fold(concat_ws(' ', a.number, a.suffix, a.street, a.code, c.name)))
		FROM unnest($2::text[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::float8[], $8::float8[])
			AS a (insee, number, suffix, street, code, lat, lon)
		JOIN commune c ON c.territory_id = $1 AND c.insee = a.insee`, territoryID, pq.Array(insee), pq.Array(number),
		pq.Array(suffix), pq.Array(street), pq.Array(code), pq.Array(lat), pq.Array(lon))
	if err != nil {
		return 0, err
	}
	return done.RowsAffected()
}

// FindAddresses lists up to most addresses of a territory that contain all the typed
// words, the lowest house number first. The last word may be the beginning of one.
func (s *Store) FindAddresses(ctx context.Context, territoryID jema.TerritoryID, typed string,
	most int) (list []jema.Address,
	err error) {
	defer attempted(&err, "finding addresses")
	words := text.Words(typed)
	if len(words) == 0 {
		return nil, nil
	}
	query := ""
	for i, w := range words[:min(len(words), maxAddressWords)] {
		if i > 0 {
			query += " & "
		}
		query += w
	}
	err = s.read(ctx, func(tx *tx) error {
		return tx.SelectContext(ctx, &list, `SELECT a.commune_insee, c.name AS commune, a.house_number, a.suffix, a.street,
				a.postal_code, a.lat, a.lon
			FROM address a JOIN commune c ON c.territory_id = a.territory_id AND c.insee = a.commune_insee
			WHERE a.territory_id = $1 AND a.words @@ to_tsquery('simple', $2 || ':*')
			ORDER BY a.house_number, a.suffix, a.street, a.id LIMIT $3`, territoryID, query, most)
	})
	return list, err
}
