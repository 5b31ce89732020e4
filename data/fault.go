package data

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"github.com/mattn/go-sqlite3"
)

// fault turns a technical error into a sentence where the user can do something about it. An *Error and
// a fault of the program itself come back as they are.
func fault(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*Error](err); ok {
		return err
	}
	if e, ok := errors.AsType[sqlite3.Error](err); ok {
		return sqliteFault(e, err)
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return &Error{Disk, diskFull, err}
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS), errors.Is(err, syscall.ENOTDIR), errors.Is(err, fs.ErrNotExist):
		return &Error{Disk, diskRefuses, err}
	}
	return err
}

const (
	diskFull         = "磁盘已满，这一次没有保存，以前保存的都还在。请清理磁盘后再保存一次。"
	diskRefuses      = "资料所在的文件夹不能写入，这一次没有保存，以前保存的都还在。请检查文件夹和权限，再保存一次。"
	campaignArchived = "这个活动已经归档，只能查看和打印，不能再改。要继续工作，请新建下一年的活动。"
	fileDamaged      = "资料文件已损坏，程序没有改动它。请从备份恢复，并保留这个文件。"
)

func sqliteFault(e sqlite3.Error, err error) error {
	switch e.Code {
	case sqlite3.ErrConstraint:
		if strings.Contains(e.Error(), archivedMark) {
			return refuse(State, campaignArchived)
		}
	case sqlite3.ErrFull:
		return &Error{Disk, diskFull, err}
	case sqlite3.ErrReadonly, sqlite3.ErrPerm, sqlite3.ErrCantOpen, sqlite3.ErrIoErr:
		return &Error{Disk, diskRefuses, err}
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return &Error{Damaged, fileDamaged, err}
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return &Error{InUse, fileInUse, err}
	}
	return err
}
