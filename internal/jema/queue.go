package jema

import (
	"slices"
	"time"
)

// Lack is what an opening lacks, or what is odd about it, as the queue of
// organisers names it. The queue finds it in the database.
type Lack string

// The lacks of an opening, in the order in which they are shown.
const (
	LackAnswer      Lack = "answer"       // a cell of the imported row is to be repaired before it can be published
	LackTitle       Lack = "title"        // no title
	LackCommune     Lack = "commune"      // nobody knows where it is
	LackTimes       Lack = "times"        // neither hours nor slots
	LackText        Lack = "text"         // no text at all
	LackPrinted     Lack = "printed"      // a text, but none for paper
	LackAgreed      Lack = "agreed"       // the text for paper was cut from a longer one, and nobody has agreed
	LackAddress     Lack = "address"      // visitors would not find it
	LackPrice       Lack = "price"        // no price, and not « sur place » either
	LackCraft       Lack = "craft"        // a craft that is not in the list
	LackTwin        Lack = "twin"         // another event of the same title, workshop or commune
	LackDoubt       Lack = "doubt"        // a remark of the import, or of an organiser, is not settled
	LackPhoto       Lack = "photo"        // no photo
	LackPhotoUnread Lack = "photo_unread" // it is published, and a new photo waits for an organiser
	LackProof       Lack = "proof"        // it is published, and its artisan has not approved how it prints
)

// Lacks are all of them.
var Lacks = []Lack{LackAnswer, LackTitle, LackCommune, LackTimes, LackText, LackPrinted, LackAgreed, LackAddress,
	LackPrice, LackCraft, LackTwin, LackDoubt, LackPhoto, LackPhotoUnread, LackProof}

// Waits reports whether an event may be published without it: a photo can come or be
// accepted later, and how it prints is approved after it is published.
func (l Lack) Waits() bool { return l == LackPhoto || l == LackPhotoUnread || l == LackProof }

// Complete reports whether an event with these lacks can be published as it is.
func Complete(lacks []Lack) bool {
	return !slices.ContainsFunc(lacks, func(l Lack) bool { return !l.Waits() })
}

// QueueOrder is how the queue is sorted.
type QueueOrder string

// The orders: those that wait longest first, the newest, by title, by commune,
// and those that lack least first.
const (
	QueueOldest  QueueOrder = "anciens"
	QueueNewest  QueueOrder = "recents"
	QueueTitle   QueueOrder = "titre"
	QueueCommune QueueOrder = "commune"
	QueueFewest  QueueOrder = "complets"
)

// QueueOrders are all of them, the usual one first.
var QueueOrders = []QueueOrder{QueueOldest, QueueNewest, QueueTitle, QueueCommune, QueueFewest}

// QueueAges are how long ago an event was sent, at most: within a day, a week, a
// month, or before.
var QueueAges = []string{"jour", "semaine", "mois", "avant"}

// ReadingLasts is how long others see that an organiser reads an event after they
// have opened it, or have shown that they still do.
const ReadingLasts = 10 * time.Minute
