// Package links makes the links that are mailed and shown: to see and cancel a
// booking, to sign in. No token is ever stored: it is an HMAC that can be made
// again, of which the database stores the SHA-256.
package links

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"jema/internal/jema"
	"net/url"
	"strconv"
	"strings"
)

// SecretBytes is how long an instance's secret is, at least.
const SecretBytes = 32

// tokenLength retains 132 of the HMAC's 256 bits, in characters of base64url.
const tokenLength = 22

// What a token is for; one made for one purpose opens nothing else.
const (
	purposeManage  = "manage"
	purposeSignIn  = "sign-in"
	purposeSchool  = "school"
	purposeLetter  = "letter"
	purposeBrowser = "browser"
	purposePass    = "pass"
	purposeClient  = "client"
	purposeTypist  = "typist"
)

// Links makes tokens and addresses. Its zero value is of no use: see New.
type Links struct {
	base   string
	host   string
	secret []byte
}

// New returns the links below base (« https://jema.example.fr », without a
// final slash) signed with the instance's secret of SecretBytes or more.
func New(base string, secret []byte) (Links, error) {
	u, err := url.Parse(base)
	if err != nil || u.Hostname() == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return Links{}, fmt.Errorf("the base address %q is not http(s)://host", base)
	}
	if len(secret) < SecretBytes {
		return Links{}, fmt.Errorf("the instance's secret has %d bytes, it needs %d", len(secret), SecretBytes)
	}
	return Links{strings.TrimRight(base, "/"), u.Hostname(), secret}, nil
}

// Under returns links to the same site whose addresses begin with a prefix: « /en »
// for its English pages.
func (l Links) Under(prefix string) Links {
	l.base += prefix
	return l
}

// NewSecret draws a secret for an instance.
func NewSecret() []byte {
	secret := make([]byte, SecretBytes)
	_, _ = rand.Read(secret) // never fails: it ends the program instead
	return secret
}

// ManageToken is the token of a booking, identified by its idempotency key, in
// its generation; raising the generation revokes the one before.
func (l Links) ManageToken(key string, generation int) string {
	return l.token(purposeManage, key, generation)
}

// SchoolToken is the token of a class's request, identified by its idempotency
// key, in its generation.
func (l Links) SchoolToken(key string, generation int) string {
	return l.token(purposeSchool, key, generation)
}

// School is the page where the holder of token sees, prints and cancels what a
// class requested.
func (l Links) School(token string) string { return l.base + "/classe/" + token }

// SchoolAsk is the form to request a slot, or two for the halves of a class,
// filled with the earlier request of the holder of token.
func (l Links) SchoolAsk(token string, slotIDs ...jema.SlotID) string {
	q := url.Values{"de": {token}}
	for i, name := range []string{"creneau", "second"} {
		if i < len(slotIDs) {
			q.Set(name, strconv.FormatInt(int64(slotIDs[i]), 10))
		}
	}
	return l.base + "/scolaires/demande?" + q.Encode()
}

// OwnClasses is the page where an opening's artisan answers classes.
func (l Links) OwnClasses(openingID jema.OpeningID) string {
	return l.OwnOpening(openingID) + "/classes"
}

// SignInToken is the token of the sign-in link with that id.
func (l Links) SignInToken(id jema.SignInLinkID) string {
	return l.token(purposeSignIn, strconv.FormatInt(int64(id), 10), 1)
}

// BrowserMark is what a browser holds in which an account of a territory has
// signed in.
func (l Links) BrowserMark(territoryID jema.TerritoryID, accountID jema.AccountID) string {
	return l.token(purposeBrowser, fmt.Sprintf("%d/%d", territoryID, accountID), 1)
}

// IsBrowserMark reports whether a browser's mark is that of an account.
func (l Links) IsBrowserMark(mark string, territoryID jema.TerritoryID, accountID jema.AccountID) bool {
	return hmac.Equal([]byte(mark), []byte(l.BrowserMark(territoryID, accountID)))
}

// TypistToken proves that a browser was once signed in as an account of a
// territory. It opens nothing: what is typed there after the session is over is
// stored for that account.
func (l Links) TypistToken(territoryID jema.TerritoryID, accountID jema.AccountID) string {
	return l.token(purposeTypist, fmt.Sprintf("%d/%d", territoryID, accountID), 1)
}

// IsTypistToken reports whether a token is that of an account.
func (l Links) IsTypistToken(token string, territoryID jema.TerritoryID, accountID jema.AccountID) bool {
	return hmac.Equal([]byte(token), []byte(l.TypistToken(territoryID, accountID)))
}

func (l Links) token(purpose, subject string, generation int) string {
	return base64.RawURLEncoding.EncodeToString(l.sign(purpose, subject, generation))[:tokenLength]
}

func (l Links) sign(purpose, subject string, generation int) []byte {
	mac := hmac.New(sha256.New, l.secret)
	// No key can contain a NUL, so that no two triples are written alike.
	_, _ = fmt.Fprintf(mac, "%s\x00%s\x00%d", purpose, subject, generation)
	return mac.Sum(nil)
}

// ClientHash is what is stored of the network that a request to a territory
// (its slug) came from, for counting: without the secret nobody finds the
// network again. It is never 0.
func (l Links) ClientHash(territory, network string) int64 {
	mac := hmac.New(sha256.New, l.secret)
	_, _ = fmt.Fprintf(mac, "%s\x00%s\x00%s", purposeClient, territory, network)
	return int64(binary.BigEndian.Uint64(mac.Sum(nil))>>1) | 1 // 63 bits
}

// Hash is what the database stores of a token.
func Hash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// Base is where the site is reached, without a final slash.
func (l Links) Base() string { return l.base }

// Host is the name in Base without a port; Message-IDs and calendar UIDs end
// with it.
func (l Links) Host() string { return l.host }

// Booking is the page where the holder of token sees and cancels a booking.
func (l Links) Booking(token string) string { return l.base + "/r/" + token }

// Mailed is Booking as a letter contains it: whoever comes by it has proven to
// read what is sent to that contact. The link alone proves nothing, because
// whoever books, with anybody's address, is shown it at once.
func (l Links) Mailed(token string) string {
	return l.Booking(token) + "?" + LetterParameter + "=" + l.LetterProof(token)
}

// LetterParameter is where an address carries its LetterProof.
const LetterParameter = "lettre"

// proofLength retains 60 bits of the HMAC: what it opens is little.
const proofLength = 10

// LetterProof is what only letters about the booking of a token carry.
func (l Links) LetterProof(token string) string {
	return l.token(purposeLetter, token, 1)[:proofLength]
}

// ByLetter reports whether proof is that of the booking's letters.
func (l Links) ByLetter(token, proof string) bool {
	return hmac.Equal([]byte(proof), []byte(l.LetterProof(token)))
}

// Move is the page where the holder of token takes a booking to another slot.
func (l Links) Move(token string, slotID jema.SlotID) string {
	return l.Booking(token) + "/deplacer/" + strconv.FormatInt(int64(slotID), 10)
}

// Opening is an opening's public page.
func (l Links) Opening(id jema.OpeningID) string {
	return l.base + "/evenements/" + strconv.FormatInt(int64(id), 10)
}

// OwnOpening is the page where its artisan edits an opening.
func (l Links) OwnOpening(id jema.OpeningID) string {
	return l.base + "/mon-evenement/" + strconv.FormatInt(int64(id), 10)
}

// SignIn is the page whose button signs the holder of token in.
func (l Links) SignIn(token string) string { return l.base + "/connexion/" + token }
