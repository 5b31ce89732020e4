// Package data keeps the records of an appraisal campaign (民主评议) and knows the rules of the office.
//
// The rules are pure functions over plain structs: which lines a ballot has ([BuildForm]), whether the
// sheets add up ([CheckRound]), what the counts say ([Compute]), what is due ([Snapshot.Overview]).
// SQL only fetches and stores.
//
// One use case of the office is one method of [Store] and one transaction: validate, begin, check the
// state, write, journal, commit. When a method returns without an error, its work is on the disk. When
// it returns an [*Error], nothing was changed and the message says in Chinese what to do; any other
// error is a fault whose detail belongs in the log.
//
// Each concept has one file with its type, its rules and its SQL.
package data
